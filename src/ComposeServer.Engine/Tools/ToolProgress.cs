namespace ComposeServer.Engine.Tools;

/// <summary>How far a call is, as MCP reports it.</summary>
internal readonly record struct ToolProgress(double Progress, double? Total, string? Message);

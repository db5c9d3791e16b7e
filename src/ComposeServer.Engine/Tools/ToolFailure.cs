namespace ComposeServer.Engine.Tools;

/// <summary>A failure as a value. The message is for a model: the upstream's own words, or ours, which hold no argument values.</summary>
internal sealed record ToolFailure(FailureKind Kind, string Message, int? Code = null);

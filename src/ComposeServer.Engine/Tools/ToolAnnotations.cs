namespace ComposeServer.Engine.Tools;

/// <summary>MCP's hints on what a tool does; null where the tool does not say.</summary>
internal sealed record ToolAnnotations
{
    internal static ToolAnnotations Silent { get; } = new();

    internal string? Title { get; init; }

    internal bool? ReadOnly { get; init; }

    internal bool? Destructive { get; init; }

    internal bool? Idempotent { get; init; }

    internal bool? OpenWorld { get; init; }
}

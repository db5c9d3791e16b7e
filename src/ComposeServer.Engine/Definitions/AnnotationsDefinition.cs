namespace ComposeServer.Engine.Definitions;

/// <summary>The hints as they were written; null where the definition does not say.</summary>
internal sealed record AnnotationsDefinition
{
    internal string? Title { get; init; }

    internal bool? ReadOnly { get; init; }

    internal bool? Destructive { get; init; }

    internal bool? Idempotent { get; init; }

    internal bool? OpenWorld { get; init; }
}

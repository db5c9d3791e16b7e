namespace ComposeServer.Configuration;

/// <summary>The limits of section 11 of the contract, as <c>settings.json</c> sets them.</summary>
internal sealed record Limits
{
    internal static Limits Default { get; } = new();

    internal int Steps { get; init; } = 100;

    /// <summary>Calls in flight in one run.</summary>
    internal int Parallel { get; init; } = 64;

    /// <summary>How deep composed tools may call composed tools.</summary>
    internal int Depth { get; init; } = 8;

    internal int CallsPerRun { get; init; } = 10_000;

    /// <summary>Items of one <c>forEach</c>.</summary>
    internal int Items { get; init; } = 1_000;

    internal long ValueBytes { get; init; } = 8 << 20;

    /// <summary>Bytes of all values that one run keeps.</summary>
    internal long RunBytes { get; init; } = 64 << 20;

    internal int JsonDepth { get; init; } = 64;

    internal long DefinitionBytes { get; init; } = 1 << 20;

    /// <summary>Tools of the library.</summary>
    internal int Tools { get; init; } = 10_000;
}

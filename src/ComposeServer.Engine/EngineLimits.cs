namespace ComposeServer.Engine;

/// <summary>The limits of section 11 of the contract.</summary>
internal sealed record EngineLimits
{
    internal static EngineLimits Default { get; } = new();

    internal int Steps { get; init; } = 100;

    /// <summary>How deep composed tools may call composed tools; the outermost is 1.</summary>
    internal int Depth { get; init; } = 8;

    /// <summary>The most items of one forEach.</summary>
    internal int Items { get; init; } = 1_000;

    /// <summary>The most calls of one run in flight.</summary>
    internal int Parallel { get; init; } = 64;

    internal int CallsPerRun { get; init; } = 10_000;

    /// <summary>How deep lists and objects of a value may nest.</summary>
    internal int JsonDepth { get; init; } = 64;

    /// <summary>The most bytes of one value, as compact JSON.</summary>
    internal int ValueBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>The most bytes of all values that one run keeps.</summary>
    internal long RunBytes { get; init; } = 64L * 1024 * 1024;
}

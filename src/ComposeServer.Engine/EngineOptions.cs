namespace ComposeServer.Engine;

/// <summary>What the engine takes from outside: time, identities, limits.</summary>
internal sealed record EngineOptions
{
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives each run a name of its own.</summary>
    internal required Func<string> NewRunId { get; init; }

    /// <summary>Hears of everything that happens in any run, nested ones too; null when nobody listens.</summary>
    internal Action<Execution.RunEvent>? Observer { get; init; }

    /// <summary>A random number from 0 to below 1, for jitter.</summary>
    internal Func<double> Random { get; init; } = static () => 0.5;

    /// <summary>What read-only calls gave, shared by all tools of the process.</summary>
    internal Execution.ResultCache Cache { get; init; } = new();

    internal EngineLimits Limits { get; init; } = EngineLimits.Default;
}

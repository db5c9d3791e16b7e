namespace ComposeServer.Engine;

/// <summary>What the engine takes from outside: time, identities, limits.</summary>
internal sealed record EngineOptions
{
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives each run a name of its own.</summary>
    internal required Func<string> NewRunId { get; init; }

    /// <summary>Hears of every run that has ended, nested ones too; null when nobody listens.</summary>
    internal Action<Execution.RunResult>? RunEnded { get; init; }

    internal EngineLimits Limits { get; init; } = EngineLimits.Default;
}

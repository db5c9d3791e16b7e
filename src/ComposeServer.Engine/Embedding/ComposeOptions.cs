namespace ComposeServer.Engine.Embedding;

/// <summary>What an embedder may give the engine.</summary>
public sealed record ComposeOptions
{
    /// <summary>The clock that limits, waits and traces go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gives each run a name of its own; null: a time and a number.</summary>
    public Func<string>? NewRunId { get; init; }
}

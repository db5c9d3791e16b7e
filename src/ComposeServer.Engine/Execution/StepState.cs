using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Execution;

/// <summary>What is known of one step of a run.</summary>
internal sealed class StepState(string name, string? tool)
{
    internal string Name => name;

    /// <summary>The full name of the tool it calls; null for steps that call none.</summary>
    internal string? Tool => tool;

    internal StepStatus Status { get; set; }

    internal StepOutcome Outcome { get; set; }

    internal int Attempts { get; set; }

    /// <summary>When it started, as the run's clock counts.</summary>
    internal long Started { get; set; }

    internal TimeSpan Duration { get; set; }

    internal Value Value => Outcome.Value;

    /// <summary>The message of its failure; null when it did not fail.</summary>
    internal string? Error => Outcome.Failure?.Message;
}

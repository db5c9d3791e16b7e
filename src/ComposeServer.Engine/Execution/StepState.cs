using System.Collections.Immutable;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>What is known of one step of a run.</summary>
internal sealed class StepState(string name, string? tool)
{
    private readonly Lock _lock = new();
    private int _attempts;
    private int _itemsDone;

    internal string Name => name;

    /// <summary>The full name of the tool it calls; null for steps that call none.</summary>
    internal string? Tool => tool;

    internal StepStatus Status { get; set; }

    internal StepOutcome Outcome { get; set; } = StepOutcome.None;

    /// <summary>How many calls were made; those of items together.</summary>
    internal int Attempts => Volatile.Read(ref _attempts);

    /// <summary>When it started, as the run's clock counts.</summary>
    internal long Started { get; set; }

    internal TimeSpan Duration { get; set; }

    /// <summary>How many items a forEach has; −1 when it is none, or has not begun.</summary>
    internal int Items { get; set; } = -1;

    /// <summary>How many of them have ended.</summary>
    internal int ItemsDone => Volatile.Read(ref _itemsDone);

    internal ImmutableArray<ItemFailure> ItemFailures { get; set; } = [];

    /// <summary>The item whose failure is the step's; null when there is none.</summary>
    internal ItemFailure? FailingItem { get; set; }

    /// <summary>The trace of the composed tool that was called last; of several, rather of one that did not succeed. Nothing when none was.</summary>
    internal Value Run { get; private set; }

    /// <summary>The step's own part of the trace, where a listener gave it one; null: its calls are the run's.</summary>
    internal TraceContext? Trace { get; set; }

    internal Value Value => Outcome.Value;

    /// <summary>The message of its failure, caught or not; null when nothing failed.</summary>
    internal string? Error => Outcome.Failure?.Message;

    /// <summary>Hears the trace of a composed tool that the step has called.</summary>
    internal void KeepRun(Value trace)
    {
        lock (_lock)
            if (Run.IsNothing || !RunTrace.IsOfSuccess(trace) || RunTrace.IsOfSuccess(Run))
                Run = trace;
    }

    internal void CountAttempt() => Interlocked.Increment(ref _attempts);

    internal void CountItem() => Interlocked.Increment(ref _itemsDone);
}

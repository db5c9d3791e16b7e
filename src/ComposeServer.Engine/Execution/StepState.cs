using System.Collections.Immutable;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>What is known of one step of a run.</summary>
internal sealed class StepState(string name, string? tool)
{
    private int _attempts;
    private int _itemsDone;
    private InnerRun? _run;

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

    /// <summary>How many calls were made for the item whose failure is the step's; −1 when there is none.</summary>
    internal int FailingAttempts { get; set; } = -1;

    /// <summary>The trace of the composed tool that was called last; of several, rather of one that did not succeed. Nothing when none was.</summary>
    internal Value Run => Volatile.Read(ref _run) is { } run ? run.Trace : Value.Nothing;

    /// <summary>The step's own part of the trace, where a listener gave it one; null: its calls are the run's.</summary>
    internal TraceContext? Trace { get; set; }

    internal Value Value => Outcome.Value;

    /// <summary>The message of its failure, caught or not; null when nothing failed.</summary>
    internal string? Error => Outcome.Failure?.Message;

    /// <summary>Hears the trace of a composed tool that the step has called.</summary>
    internal void KeepRun(Value trace)
    {
        var run = new InnerRun(trace, RunTrace.IsOfSuccess(trace));
        // Items end side by side.
        for (var kept = _run; kept is null or { IsSuccess: true } || !run.IsSuccess; kept = _run)
            if (Interlocked.CompareExchange(ref _run, run, kept) == kept)
                return;
    }

    internal void CountAttempt() => Interlocked.Increment(ref _attempts);

    internal void CountItem() => Interlocked.Increment(ref _itemsDone);

    private sealed class InnerRun(Value trace, bool isSuccess)
    {
        internal Value Trace => trace;

        internal bool IsSuccess => isSuccess;
    }
}

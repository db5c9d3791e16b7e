using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>All the state of one run, as data.</summary>
internal sealed class RunContext
{
    internal required string Id { get; init; }

    /// <summary>The composed tool's name.</summary>
    internal required string Tool { get; init; }

    internal required EngineOptions Options { get; init; }

    internal required DateTimeOffset StartedAt { get; init; }

    /// <summary>How deep it stands; the outermost run is 1.</summary>
    internal required int Depth { get; init; }

    internal required RunBudget Budget { get; set; }

    /// <summary>What the run is part of.</summary>
    internal required CallContext Caller { get; init; }

    /// <summary>Which of its calls may be in flight; null where there is never more than one.</summary>
    internal required CallSlots? Slots { get; init; }

    /// <summary>The run's time limit, which stands still while only people are waited for.</summary>
    internal required RunClock Clock { get; init; }

    /// <summary>What calls of the run are part of, where nothing is said of the single call; null before the first.</summary>
    internal CallContext? Calls { get; set; }

    /// <summary>The steps, and behind them those of <c>finally</c>.</summary>
    internal required StepState[] Steps { get; init; }

    /// <summary>How many of the steps are not those of <c>finally</c>.</summary>
    internal required int MainSteps { get; init; }

    /// <summary>What undoes the calls that succeeded, in the order in which they did.</summary>
    internal CompensationList Compensations { get; } = new();

    /// <summary>Hears of everything that happens in the run; null when nobody listens.</summary>
    internal Action<RunEvent>? Observer { get; init; }

    /// <summary>Whether anybody wants to hear how far single calls are.</summary>
    internal bool WantsProgress { get; init; }

    /// <summary>The trace that the run's calls are part of: the caller's, unless a listener makes the run a part of it.</summary>
    internal TraceContext? Trace { get; set; }

    /// <summary>The arguments, after defaults.</summary>
    internal Value Input { get; set; }

    /// <summary>Why the run fails, for its last steps; null when nothing has failed.</summary>
    internal ToolFailure? Failure { get; set; }

    internal TimeProvider Time => Options.Time;

    internal EngineLimits Limits => Options.Limits;

    internal TimeSpan Elapsed => Time.GetElapsedTime(Clock.Started);

    /// <summary>Gives the run so many calls, and room for what they give, that are its own.</summary>
    internal void Renew(int calls) => (Budget, Calls) = (new RunBudget(calls, Limits.RunBytes), null);

    internal void Tell(RunEventKind kind, int step, ToolProgress progress = default) => Observer?.Invoke(new RunEvent(kind, this, step, progress));
}

using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>All the state of one run, as data.</summary>
internal sealed class RunContext
{
    internal required string Id { get; init; }

    /// <summary>The composed tool's name.</summary>
    internal required string Tool { get; init; }

    internal required TimeProvider Time { get; init; }

    internal required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it started, as <see cref="Time"/> counts.</summary>
    internal required long Started { get; init; }

    /// <summary>How deep it stands; the outermost run is 1.</summary>
    internal required int Depth { get; init; }

    internal required RunBudget Budget { get; init; }

    internal required EngineLimits Limits { get; init; }

    /// <summary>The arguments, after defaults.</summary>
    internal Value Input { get; set; }

    internal required StepState[] Steps { get; init; }

    /// <summary>Hears of everything that happens in the run; null when nobody listens.</summary>
    internal Action<RunEvent>? Observer { get; init; }

    internal TimeSpan Elapsed => Time.GetElapsedTime(Started);
}

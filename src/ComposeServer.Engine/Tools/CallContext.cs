using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tools;

/// <summary>What a call is part of: how deep it stands, what is left to spend, and who wants to hear of its progress.</summary>
internal sealed record CallContext
{
    /// <summary>A call that is part of no run and that nobody watches.</summary>
    internal static CallContext Alone { get; } = new();

    /// <summary>How many composed tools stand around the call: 0 for a call by a client, 1 inside the outermost.</summary>
    internal int Depth { get; init; }

    /// <summary>The calls and bytes left for the outermost run; null outside one.</summary>
    internal RunBudget? Budget { get; init; }

    /// <summary>Hears of the call's progress, in order, on any thread, never after the call has ended; null when nobody listens.</summary>
    internal Action<ToolProgress>? Progress { get; init; }

    /// <summary>Cancelled when the time is over that this very call was given; the call's own token is cancelled then too.</summary>
    internal CancellationToken TimeLimit { get; init; }

    /// <summary>Asks the person behind the call; null when nobody can be asked.</summary>
    internal Ask? Ask { get; init; }

    /// <summary>The trace that the call is part of; null when it is part of none.</summary>
    internal TraceContext? Trace { get; init; }

    /// <summary>Hears the trace of the composed tool that was called, when its run has ended, though the call may be given up by then; null when nobody listens.</summary>
    internal Action<Value>? Ran { get; init; }

    /// <summary>Hears when the call begins (true) and ends (false) to wait for people only, so that clocks around it stand still; null when none does.</summary>
    internal Action<bool>? Waiting { get; init; }
}

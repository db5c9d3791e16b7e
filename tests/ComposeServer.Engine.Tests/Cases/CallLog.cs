namespace ComposeServer.Engine.Tests.Cases;

/// <summary>What the tools of a case saw: their calls, and when each began, ended or was cancelled.</summary>
internal sealed class CallLog
{
    private int _inFlight;

    /// <summary>Every call: the tool's name and its arguments.</summary>
    internal List<string> Calls { get; } = [];

    /// <summary><c>"start a"</c>, <c>"end a"</c>, <c>"cancel a"</c>, as they happened.</summary>
    internal List<string> Events { get; } = [];

    /// <summary>The most calls that were in flight at once.</summary>
    internal int Peak { get; private set; }

    internal void Start(string label)
    {
        Events.Add($"start {label}");
        Peak = Math.Max(Peak, ++_inFlight);
    }

    internal void End(string label, bool isCancelled)
    {
        Events.Add($"{(isCancelled ? "cancel" : "end")} {label}");
        _inFlight--;
    }
}

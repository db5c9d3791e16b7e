namespace ComposeServer.Upstreams;

/// <summary>How an upstream is.</summary>
internal enum UpstreamState
{
    /// <summary>It is being connected for the first time, or again after its connection was lost a short while ago.</summary>
    Connecting,

    /// <summary>It is connected and has listed its tools.</summary>
    Ready,

    /// <summary>It could not be connected, or has been gone for a minute; it is tried again all the same.</summary>
    Failed,

    /// <summary>It is connected, and too many calls have failed in a row: calls fail at once, but for one now and then that tries it.</summary>
    CircuitOpen,
}

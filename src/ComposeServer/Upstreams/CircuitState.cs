namespace ComposeServer.Upstreams;

/// <summary>How a circuit breaker is.</summary>
internal enum CircuitState
{
    /// <summary>Calls go through.</summary>
    Closed,

    /// <summary>Calls fail at once.</summary>
    Open,

    /// <summary>One call may go through, to see whether the others may.</summary>
    HalfOpen,
}

namespace ComposeServer.Engine.Definitions;

/// <summary>What is done about a failure.</summary>
internal enum OnErrorAction
{
    /// <summary>The run fails.</summary>
    Abort,

    /// <summary>The step has failed, and the run goes on.</summary>
    Continue,

    /// <summary>A value takes the place of what the call should have given.</summary>
    Value,

    /// <summary>Another call takes the place.</summary>
    Fallback,
}

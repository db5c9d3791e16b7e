namespace ComposeServer.Engine.Planning;

/// <summary>Where an expression stands.</summary>
internal enum ScopePlace
{
    /// <summary>In a step, before its call.</summary>
    Step,

    /// <summary>In a step, after its call: <c>$this</c> is what the call gave.</summary>
    Answer,

    /// <summary>In <c>output</c>.</summary>
    Output,
}

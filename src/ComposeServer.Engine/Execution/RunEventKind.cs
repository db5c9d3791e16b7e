namespace ComposeServer.Engine.Execution;

/// <summary>What happened in a run.</summary>
internal enum RunEventKind
{
    RunStarted,
    StepStarted,
    StepProgressed,

    /// <summary>An item of a forEach has ended.</summary>
    ItemEnded,

    /// <summary>A failed call will be repeated.</summary>
    StepRetried,
    StepEnded,
    RunEnded,
}

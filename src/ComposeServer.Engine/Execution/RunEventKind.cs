namespace ComposeServer.Engine.Execution;

/// <summary>What happened in a run.</summary>
internal enum RunEventKind
{
    StepStarted,
    StepProgressed,
    StepEnded,
}

namespace ComposeServer.Engine.Execution;

/// <summary>How a step stands.</summary>
internal enum StepStatus
{
    NotStarted,
    Running,
    Succeeded,
    Failed,
    Skipped,
    Cancelled,
}

namespace ComposeServer.Engine.Execution;

/// <summary>The words for a status in traces, in texts and in <c>$steps.ID.status</c>.</summary>
internal static class StatusWords
{
    internal static string Of(StepStatus status) => status switch
    {
        StepStatus.Succeeded => "succeeded",
        StepStatus.Failed => "failed",
        StepStatus.Skipped => "skipped",
        StepStatus.Cancelled => "cancelled",
        StepStatus.Running => "running",
        _ => "not_started",
    };
}

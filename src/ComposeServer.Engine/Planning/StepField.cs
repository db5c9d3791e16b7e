namespace ComposeServer.Engine.Planning;

/// <summary>What can be asked of a step that has ended: <c>$steps.ID.…</c>.</summary>
internal enum StepField
{
    Output,
    Status,
    Error,
    Errors,
    Content,
    Attempts,
    DurationMs,
    Action,

    /// <summary>All of them, as one object.</summary>
    Record,
}

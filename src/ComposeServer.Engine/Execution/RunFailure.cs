using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>Why a run failed.</summary>
/// <param name="Step">The place of the step that failed; −1 when it was none: the arguments, the output, a limit.</param>
/// <param name="Failure">What failed.</param>
internal sealed record RunFailure(int Step, ToolFailure Failure)
{
    internal static RunFailure Cancelled(int step) => new(step, new ToolFailure(FailureKind.Cancelled, "The run was cancelled."));
}

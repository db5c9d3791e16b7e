using System.Collections.Immutable;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>Runs steps one after another, as written; the first failure ends it.</summary>
internal static class Scheduler
{
    /// <returns>Why the run failed; null when no step did.</returns>
    internal static async ValueTask<RunFailure?> RunAsync(ImmutableArray<RunStep> steps, RunContext run, CancellationToken cancellationToken)
    {
        for (var index = 0; index < steps.Length; index++)
        {
            var state = run.Steps[index];
            if (cancellationToken.IsCancellationRequested)
                return new RunFailure(-1, new ToolFailure(FailureKind.Cancelled, "The run was cancelled."));
            Start(run, index, state);
            try
            {
                state.Outcome = await steps[index](run, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                End(run, index, state, StepStatus.Cancelled);
                return new RunFailure(index, new ToolFailure(FailureKind.Cancelled, "The run was cancelled."));
            }

            End(run, index, state, state.Outcome.Status);
            if (state.Outcome.Failure is { } failure)
                return new RunFailure(index, failure);
        }

        return null;
    }

    private static void Start(RunContext run, int index, StepState state)
    {
        state.Status = StepStatus.Running;
        state.Started = run.Time.GetTimestamp();
        run.Observer?.Invoke(new RunEvent(RunEventKind.StepStarted, run, index));
    }

    private static void End(RunContext run, int index, StepState state, StepStatus status)
    {
        state.Status = status;
        state.Duration = run.Time.GetElapsedTime(state.Started);
        run.Observer?.Invoke(new RunEvent(RunEventKind.StepEnded, run, index));
    }
}

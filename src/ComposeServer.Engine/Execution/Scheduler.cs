using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>Runs the steps of a schedule; the first failure that nobody catches ends it.</summary>
internal static class Scheduler
{
    /// <returns>Why the run failed; null when no step did.</returns>
    internal static ValueTask<RunFailure?> RunAsync(Schedule schedule, RunContext run, CancellationToken cancellationToken) =>
        schedule.IsChain ? RunChainAsync(schedule, run, cancellationToken) : new Dataflow(schedule, run).RunAsync(cancellationToken);

    /// <summary>Runs one step and keeps how it ended; false when it was cancelled.</summary>
    internal static async ValueTask<bool> RunStepAsync(RunStep step, RunContext run, int index, CancellationToken cancellationToken)
    {
        // What was cancelled before it began was never started.
        if (cancellationToken.IsCancellationRequested)
            return false;
        var state = run.Steps[index];
        state.Status = StepStatus.Running;
        state.Started = run.Time.GetTimestamp();
        run.Tell(RunEventKind.StepStarted, index);
        try
        {
            state.Outcome = await step(run, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            End(run, index, StepStatus.Cancelled);
            return false;
        }
        catch (Exception fault)
        {
            // Failures are outcomes, so this is a fault of ours or of a tool's code; the run still has to undo and to clean up.
            state.Outcome = StepOutcome.Failed(FailureKind.ToolError, $"The step was ended by a fault of the server itself ({fault.GetType().Name}).");
        }

        End(run, index, state.Outcome.Status);
        return true;
    }

    /// <summary>Marks the steps that were never started because the run was finished early.</summary>
    internal static void SkipRest(Schedule schedule, RunContext run)
    {
        for (var index = 0; index < run.MainSteps; index++)
            if (run.Steps[index].Status == StepStatus.NotStarted)
            {
                run.Steps[index].Outcome = schedule.Skips[index](run, "the run was finished by a person's answer");
                run.Steps[index].Status = StepStatus.Skipped;
            }
    }

    private static async ValueTask<RunFailure?> RunChainAsync(Schedule schedule, RunContext run, CancellationToken cancellationToken)
    {
        for (var index = 0; index < schedule.Steps.Length; index++)
        {
            if (cancellationToken.IsCancellationRequested)
                return RunFailure.Cancelled(-1);
            if (!await RunStepAsync(schedule.Steps[index], run, index, cancellationToken))
                return RunFailure.Cancelled(index);
            var outcome = run.Steps[index].Outcome;
            if (outcome.Aborts)
                return new RunFailure(index, outcome.Failure!);
            if (!outcome.Finishes)
                continue;
            SkipRest(schedule, run);
            return null;
        }

        return null;
    }

    private static void End(RunContext run, int index, StepStatus status)
    {
        var state = run.Steps[index];
        state.Status = status;
        state.Duration = run.Time.GetElapsedTime(state.Started);
        run.Tell(RunEventKind.StepEnded, index);
    }
}

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
        var state = run.Steps[index];
        state.Status = StepStatus.Running;
        state.Started = run.Time.GetTimestamp();
        run.Tell(RunEventKind.StepStarted, index);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            state.Outcome = await step(run, cancellationToken);
            End(run, index, state.Outcome.Status);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            End(run, index, StepStatus.Cancelled);
            return false;
        }
    }

    /// <summary>Marks the steps that were never started because the run was finished early.</summary>
    internal static void SkipRest(RunContext run)
    {
        for (var index = 0; index < run.MainSteps; index++)
            if (run.Steps[index].Status == StepStatus.NotStarted)
            {
                run.Steps[index].Outcome = StepOutcome.Skipped("the run was finished by a person's answer", default);
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
            SkipRest(run);
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

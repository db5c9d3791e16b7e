using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Execution;

/// <summary>What happened in a run, as <c>_meta["composer/run"]</c> holds it (section 10 of the contract).</summary>
internal static class RunTrace
{
    internal const string MetaKey = "composer/run";

    internal static Value Of(RunResult result)
    {
        var run = result.Run;
        var members = new List<Member>(7)
        {
            new("id", Value.Of(run.Id)),
            new("tool", Value.Of(run.Tool)),
            new("status", Value.Of(result.Failure is null ? "succeeded" : result.IsCancelled ? "cancelled" : "failed")),
            new("startedAt", Value.Of(Timestamp.Of(run.StartedAt))),
            new("durationMs", Milliseconds(run.Elapsed)),
            new("steps", Value.Of(Array.ConvertAll(run.Steps, StepOf))),
        };
        if (run.Compensations.Done.Count > 0)
            members.Add(new Member("compensations", Value.Of([.. run.Compensations.Done])));
        return Value.Of([.. members]);
    }

    internal static Value Milliseconds(TimeSpan duration) => Value.Of(Math.Round((decimal)duration.TotalMilliseconds, 3));

    /// <summary>The items of a forEach that failed, as <c>$steps.ID.errors</c> gives them.</summary>
    internal static Value ItemFailures(StepState step)
    {
        if (step.ItemFailures.IsEmpty)
            return Value.EmptyList;
        var failures = new Value[step.ItemFailures.Length];
        for (var i = 0; i < failures.Length; i++)
            failures[i] = Value.Of(
            [
                new Member("index", Value.Of(step.ItemFailures[i].Index)),
                new Member("message", Value.Of(RunReport.Cut(step.ItemFailures[i].Message))),
                new Member("attempts", Value.Of(step.ItemFailures[i].Attempts)),
            ]);
        return Value.Of(failures);
    }

    private static Value StepOf(StepState step)
    {
        var members = new List<Member>(9) { new("id", Value.Of(step.Name)) };
        if (step.Tool is { } tool)
            members.Add(new Member("tool", Value.Of(tool)));
        members.Add(new Member("status", Value.Of(StatusWords.Of(step.Status))));
        members.Add(new Member("attempts", Value.Of(step.Attempts)));
        members.Add(new Member("durationMs", Milliseconds(step.Duration)));
        if (step.Outcome.Reason is { } reason)
            members.Add(new Member("reason", Value.Of(reason)));
        if (step.Error is { } error)
            members.Add(new Member("error", Value.Of(RunReport.Cut(error))));
        if (step.Outcome.IsCached)
            members.Add(new Member("cached", Value.True));
        if (step.Items >= 0)
            members.Add(new Member("items", ItemsOf(step)));
        if (step.Outcome.Result is { Run: { IsNothing: false } inner })
            members.Add(new Member("run", inner));
        return Value.Of([.. members]);
    }

    private static Value ItemsOf(StepState step) => Value.Of(
    [
        new Member("count", Value.Of(step.Items)),
        new Member("done", Value.Of(step.ItemsDone)),
        new Member("failed", Value.Of(step.ItemFailures.Length)),
        new Member("errors", ItemFailures(step)),
    ]);
}

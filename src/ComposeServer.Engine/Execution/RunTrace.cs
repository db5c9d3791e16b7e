using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Execution;

/// <summary>What happened in a run, as <c>_meta["composer/run"]</c> holds it (section 10 of the contract).</summary>
internal static class RunTrace
{
    internal const string MetaKey = "composer/run";

    internal static Value Of(RunResult result)
    {
        var run = result.Run;
        var trace = Value.Of(
        [
            new Member("id", Value.Of(run.Id)),
            new Member("tool", Value.Of(run.Tool)),
            new Member("status", Value.Of(result.Failure is null ? "succeeded" : result.IsCancelled ? "cancelled" : "failed")),
            new Member("startedAt", Value.Of(Timestamp.Of(run.StartedAt))),
            new Member("durationMs", Milliseconds(run.Elapsed)),
            new Member("steps", Value.Of(Array.ConvertAll(run.Steps, StepOf))),
        ]);
        return run.Compensations.Done is { Count: > 0 } done ? trace.Append(new Member("compensations", Value.Of([.. done]))) : trace;
    }

    internal static bool IsOfSuccess(Value trace) => trace.Get("status") is { IsText: true } status && status.Text() == "succeeded";

    /// <summary>With as many of three decimals as there are.</summary>
    internal static Value Milliseconds(TimeSpan duration)
    {
        var (digits, scale) = ((duration.Ticks + (TimeSpan.TicksPerMicrosecond / 2)) / TimeSpan.TicksPerMicrosecond, 3);
        for (; scale > 0 && digits % 10 == 0; scale--)
            digits /= 10;
        return Value.Of(new decimal((int)digits, (int)(digits >> 32), 0, isNegative: false, (byte)scale));
    }

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
        // What most steps have is put together at once; the rest is added where there is any.
        var trace = step.Tool is { } tool
            ? Value.Of([new("id", Value.Of(step.Name)), new("tool", Value.Of(tool)), StatusOf(step), AttemptsOf(step), DurationOf(step)])
            : Value.Of([new("id", Value.Of(step.Name)), StatusOf(step), AttemptsOf(step), DurationOf(step)]);
        if (step.Outcome.Reason is { } reason)
            trace = trace.Append(new Member("reason", Value.Of(reason)));
        if (step.Error is { } error)
            trace = trace.Append(new Member("error", Value.Of(RunReport.Cut(error))));
        if (step.Outcome.IsCached)
            trace = trace.Append(new Member("cached", Value.True));
        if (step.Items >= 0)
            trace = trace.Append(new Member("items", ItemsOf(step)));
        // What gave the outcome comes first.
        var inner = step.Outcome.Result is { Run: { IsNothing: false } own } ? own : step.Run;
        return inner.IsNothing ? trace : trace.Append(new Member("run", inner));
    }

    private static Member StatusOf(StepState step) => new("status", Value.Of(StatusWords.Of(step.Status)));

    private static Member AttemptsOf(StepState step) => new("attempts", Value.Of(step.Attempts));

    private static Member DurationOf(StepState step) => new("durationMs", Milliseconds(step.Duration));

    private static Value ItemsOf(StepState step) => Value.Of(
    [
        new Member("count", Value.Of(step.Items)),
        new Member("done", Value.Of(step.ItemsDone)),
        new Member("failed", Value.Of(step.ItemFailures.Length)),
        new Member("errors", ItemFailures(step)),
    ]);
}

using System.Globalization;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Execution;

/// <summary>What happened in a run, as <c>_meta["composer/run"]</c> holds it (section 10 of the contract).</summary>
internal static class RunTrace
{
    internal const string MetaKey = "composer/run";

    internal static Value Of(RunResult result)
    {
        var run = result.Run;
        return Value.Of(
        [
            new Member("id", Value.Of(run.Id)),
            new Member("tool", Value.Of(run.Tool)),
            new Member("status", Value.Of(result.Failure is null ? "succeeded" : result.IsCancelled ? "cancelled" : "failed")),
            new Member("startedAt", Value.Of(Timestamp(run.StartedAt))),
            new Member("durationMs", Milliseconds(run.Elapsed)),
            new Member("steps", Value.Of(Array.ConvertAll(run.Steps, StepOf))),
        ]);
    }

    internal static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    internal static Value Milliseconds(TimeSpan duration) => Value.Of(Math.Round((decimal)duration.TotalMilliseconds, 3));

    private static Value StepOf(StepState step)
    {
        var members = new List<Member>(8) { new("id", Value.Of(step.Name)) };
        if (step.Tool is { } tool)
            members.Add(new Member("tool", Value.Of(tool)));
        members.Add(new Member("status", Value.Of(StatusWords.Of(step.Status))));
        members.Add(new Member("attempts", Value.Of(step.Attempts)));
        members.Add(new Member("durationMs", Milliseconds(step.Duration)));
        if (step.Outcome.Reason is { } reason)
            members.Add(new Member("reason", Value.Of(reason)));
        if (step.Error is { } error)
            members.Add(new Member("error", Value.Of(RunReport.Cut(error))));
        if (step.Outcome.Result is { Run: { IsNothing: false } inner })
            members.Add(new Member("run", inner));
        return Value.Of([.. members]);
    }
}

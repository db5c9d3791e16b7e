using System.Diagnostics;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Telemetry;

/// <summary>Counts runs, steps and retries, and measures durations.</summary>
internal static class RunMetrics
{
    internal static void Hear(RunEvent happened)
    {
        switch (happened.Kind)
        {
            case RunEventKind.RunEnded when Instruments.Runs.Enabled || Instruments.RunDuration.Enabled:
                CountRun(happened.Run);
                break;
            case RunEventKind.StepEnded when Instruments.Steps.Enabled || Instruments.StepDuration.Enabled:
                CountStep(happened.Run, happened.State);
                break;
            case RunEventKind.StepRetried when Instruments.Retries.Enabled:
                Instruments.Retries.Add(1, OfStep(happened.Run, happened.State));
                break;
        }
    }

    private static void CountRun(RunContext run)
    {
        var tags = new TagList { { AttributeNames.Tool, run.Tool }, { AttributeNames.Status, RunTelemetry.StatusOf(run) } };
        AddFailure(ref tags, run.Failure);
        Instruments.Runs.Add(1, tags);
        Instruments.RunDuration.Record(run.Elapsed.TotalSeconds, tags);
    }

    private static void CountStep(RunContext run, StepState step)
    {
        var tags = OfStep(run, step);
        tags.Add(AttributeNames.Status, StatusWords.Of(step.Status));
        AddFailure(ref tags, step.Outcome.Failure);
        Instruments.Steps.Add(1, tags);
        Instruments.StepDuration.Record(step.Duration.TotalSeconds, tags);
    }

    private static TagList OfStep(RunContext run, StepState step)
    {
        var tags = new TagList { { AttributeNames.Tool, run.Tool }, { AttributeNames.Step, step.Name } };
        if (step.Tool is { } called)
            tags.Add(AttributeNames.Calls, called);
        return tags;
    }

    private static void AddFailure(ref TagList tags, ToolFailure? failure)
    {
        if (failure is not null)
            tags.Add(AttributeNames.ErrorType, FailureWords.Of(failure.Kind));
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Telemetry;

/// <summary>A span a run, a child of the caller's, and in it a span a step, whose calls are its children.</summary>
/// <remarks>The spans are never the ambient ones: what they are part of is said in each call, and requests to strangers carry no trace.</remarks>
internal static class RunSpans
{
    // The run's own span, and behind it those of its steps; gone with the run, also with one that nobody ends.
    private static readonly ConditionalWeakTable<RunContext, Activity?[]> Open = [];

    internal static void Hear(RunEvent happened)
    {
        if (!Instruments.Spans.HasListeners())
            return;
        switch (happened.Kind)
        {
            case RunEventKind.RunStarted: StartRun(happened.Run); break;
            case RunEventKind.StepStarted: StartStep(happened); break;
            case RunEventKind.StepRetried: OfStep(happened)?.AddEvent(new ActivityEvent("retry")); break;
            case RunEventKind.StepEnded: EndStep(happened); break;
            case RunEventKind.RunEnded: EndRun(happened.Run); break;
        }
    }

    private static void StartRun(RunContext run)
    {
        var parent = run.Caller.Trace is { } caller && ActivityContext.TryParse(caller.Parent, caller.State, run.Depth == 1, out var context) ? context : default;
        if (Start($"run {run.Tool}", parent, [new(AttributeNames.Tool, run.Tool), new(AttributeNames.Run, run.Id)]) is not { } span)
            return;
        var spans = new Activity?[run.Steps.Length + 1];
        spans[0] = span;
        Open.Add(run, spans);
        run.Trace = TraceOf(span);
    }

    private static void StartStep(RunEvent happened)
    {
        if (!Open.TryGetValue(happened.Run, out var spans))
            return;
        var step = happened.State;
        var span = Start($"step {step.Name}", spans[0]!.Context, [new(AttributeNames.Tool, happened.Run.Tool), new(AttributeNames.Step, step.Name)]);
        span?.SetTag(AttributeNames.Calls, step.Tool);
        spans[happened.Step + 1] = span;
        step.Trace = span is null ? null : TraceOf(span);
    }

    private static Activity? OfStep(RunEvent happened) => Open.TryGetValue(happened.Run, out var spans) ? spans[happened.Step + 1] : null;

    private static void EndStep(RunEvent happened)
    {
        if (OfStep(happened) is not { } span)
            return;
        var step = happened.State;
        span.SetTag(AttributeNames.Attempts, step.Attempts);
        if (step.Items >= 0)
            span.SetTag(AttributeNames.Items, step.Items);
        End(span, StatusWords.Of(step.Status), step.Outcome.Failure, step.Status == StepStatus.Failed);
    }

    private static void EndRun(RunContext run)
    {
        if (!Open.TryGetValue(run, out var spans))
            return;
        Open.Remove(run);
        End(spans[0]!, RunTelemetry.StatusOf(run), run.Failure, run.Failure is { Kind: not FailureKind.Cancelled });
    }

    // The ambient span stays as it was: starting and stopping one would change it.
    private static Activity? Start(string name, ActivityContext parent, KeyValuePair<string, object?>[] tags)
    {
        var ambient = Activity.Current;
        var span = Instruments.Spans.StartActivity(name, ActivityKind.Internal, parent, tags);
        Activity.Current = ambient;
        return span;
    }

    private static void End(Activity span, string status, ToolFailure? failure, bool isError)
    {
        var ambient = Activity.Current;
        span.SetTag(AttributeNames.Status, status);
        if (failure is not null)
            span.SetTag(AttributeNames.ErrorType, FailureWords.Of(failure.Kind));
        // The message may hold what an upstream said of data, so it is not told.
        if (isError)
            span.SetStatus(ActivityStatusCode.Error);
        span.Dispose();
        Activity.Current = ambient;
    }

    private static TraceContext? TraceOf(Activity span) => span.Id is { } id ? new TraceContext(id, span.TraceStateString) : null;
}

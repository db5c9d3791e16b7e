using System.Globalization;
using System.Text;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>The text of a failed run, for the model that made the call: what failed, where, what to do, and what has already happened.</summary>
internal static class RunReport
{
    /// <summary>How much of an upstream's own message is kept.</summary>
    private const int LongestMessage = 2000;

    internal static string Of(RunContext run, RunFailure failure)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{run.Tool} failed");
        if (failure.Step >= 0)
            AppendStep(text, run, failure.Step);
        text.Append(CultureInfo.InvariantCulture, $", {Seconds(run.Elapsed)} after its start at {Timestamp.Of(run.StartedAt)}: {Cut(failure.Failure.Message)}\n");
        text.Append("What to do: ").Append(Remedy(failure.Failure.Kind)).Append("\nSteps:");
        foreach (var step in run.Steps)
            AppendLine(text, step);
        foreach (var undone in run.Compensations.Done)
            text.Append(CultureInfo.InvariantCulture, $"\n- undoing {undone.Get("step").Text()} ({undone.Get("tool").Text()}): {undone.Get("status").Text()}");
        return text.ToString();
    }

    /// <summary>A message of an upstream, at most 2,000 characters of it.</summary>
    internal static string Cut(string message)
    {
        if (message.Length <= LongestMessage)
            return message;
        var end = char.IsHighSurrogate(message[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage;
        return message[..end] + "…";
    }

    private static void AppendStep(StringBuilder text, RunContext run, int index)
    {
        var step = run.Steps[index];
        text.Append(CultureInfo.InvariantCulture, $" at step {index + 1} of {run.Steps.Length}, {step.Name}");
        if (step.Tool is not { } tool)
            return;
        text.Append(CultureInfo.InvariantCulture, $" ({tool})");
        // Where nothing was called there was no attempt.
        if ((step.FailingAttempts >= 0 ? step.FailingAttempts : step.Attempts) is var attempt and > 0)
            text.Append(CultureInfo.InvariantCulture, $", attempt {attempt}");
    }

    private static void AppendLine(StringBuilder text, StepState step)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n- {step.Name}");
        if (step.Tool is { } tool)
            text.Append(CultureInfo.InvariantCulture, $" ({tool})");
        text.Append(": ").Append(StatusWords.Of(step.Status));
        if (step.Outcome.Reason is { } reason)
            text.Append(CultureInfo.InvariantCulture, $" ({reason})");
        // What a composed tool says of its own failure is in the message; one that was given up has said nothing.
        if (step is { Outcome.Result: null or { Run.IsNothing: true }, Run.IsNothing: false } && !RunTrace.IsOfSuccess(step.Run))
            AppendInner(text, step.Run);
    }

    private static void AppendInner(StringBuilder text, Value run)
    {
        foreach (var step in run.Get("steps").Items())
            text.Append(CultureInfo.InvariantCulture, $"\n  - {step.Get("id").Text()}: {step.Get("status").Text()}");
        foreach (var undone in run.Get("compensations").Items())
            text.Append(CultureInfo.InvariantCulture, $"\n  - undoing {undone.Get("step").Text()} ({undone.Get("tool").Text()}): {undone.Get("status").Text()}");
    }

    private static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture) + " s";

    private static string Remedy(FailureKind kind) => kind switch
    {
        FailureKind.InvalidArguments => "correct the arguments that are named, and call again.",
        FailureKind.Expression => "correct the expression (a reference that may find nothing takes a ? or stands in default(…)), and compose the tool again with \"replace\": true.",
        FailureKind.Timeout => "call again later, or compose the tool again with a longer \"timeout\".",
        FailureKind.Transport or FailureKind.Unavailable => "look at find_tools for the state of the server, and call again when it is ready.",
        FailureKind.Denied => "the owner's configuration denies this tool; compose the tool without it.",
        FailureKind.ValueLimit or FailureKind.RunLimit => "ask for less at a time; the limits are in settings.json.",
        FailureKind.Output => "correct \"output\" or \"outputSchema\", and compose the tool again with \"replace\": true.",
        FailureKind.NoElicitation => "call it from a client that can ask its user.",
        FailureKind.Declined => "a person declined; ask them before you try again.",
        FailureKind.Fail => "the tool's author put this check there; read its message.",
        _ => "read the message; steps that succeeded have had their effect, and are undone only where that is said below.",
    };
}

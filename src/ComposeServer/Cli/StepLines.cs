using System.Globalization;
using ComposeServer.Engine.Execution;

namespace ComposeServer.Cli;

/// <summary>Says on standard error, a line a step, what happens in a run.</summary>
internal static class StepLines
{
    internal static void Print(RunEvent happened)
    {
        if (happened.Kind != RunEventKind.StepEnded)
            return;
        var step = happened.State;
        var tool = step.Tool is null ? "" : $" ({step.Tool})";
        var reason = step.Outcome.Reason is { } why ? $": {why}" : "";
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[{happened.Step + 1}/{happened.Run.Steps.Length}] {step.Name}{tool} {StatusWords.Of(step.Status)} in {step.Duration.TotalMilliseconds:0.#} ms{reason}"));
    }
}

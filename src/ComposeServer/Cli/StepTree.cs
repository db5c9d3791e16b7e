using System.Globalization;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using Spectre.Console;

namespace ComposeServer.Cli;

/// <summary>A run as a tree: its steps with state, time, attempts and items, and below them the items that failed and the steps of nested runs.</summary>
internal static class StepTree
{
    private const int MostFailures = 5;
    private const int LongestMessage = 200;

    internal static Tree Of(RunContext run)
    {
        var tree = new Tree(new Text(run.Tool, new Style(decoration: Decoration.Bold)));
        foreach (var step in run.Steps)
            AddBelow(tree.AddNode(Line(step, run)), step);
        return tree;
    }

    private static Text Line(StepState step, RunContext run)
    {
        var status = step.Status;
        var tool = step.Tool is null ? "" : $" ({step.Tool})";
        var ended = status is not (StepStatus.NotStarted or StepStatus.Running);
        var time = status == StepStatus.NotStarted ? "" : " " + Seconds(ended ? step.Duration : run.Time.GetElapsedTime(step.Started));
        var attempts = step.Attempts > 1 && step.Items < 0 ? $", {step.Attempts} attempts" : "";
        var reason = ended && step.Outcome.Reason is { } why ? $": {why}" : "";
        return new Text($"{step.Name}{tool} {Word(status)}{time}{attempts}{Items(step)}{reason}", StyleOf(status));
    }

    private static string Items(StepState step)
    {
        if (step.Items < 0)
            return "";
        var failed = step.ItemFailures.Length == 0 ? "" : $", {step.ItemFailures.Length} failed";
        return $", {step.ItemsDone}/{step.Items} items, {step.Attempts} calls{failed}";
    }

    private static void AddBelow(TreeNode node, StepState step)
    {
        foreach (var failure in step.ItemFailures.Take(MostFailures))
            node.AddNode(new Text($"item {failure.Index}: {Cut(failure.Message)}", StyleOf(StepStatus.Failed)));
        if (step.ItemFailures.Length > MostFailures)
            node.AddNode(new Text($"and {step.ItemFailures.Length - MostFailures} more"));
        if (step.Status is StepStatus.Succeeded or StepStatus.Failed && step.Outcome.Result is { Run: { IsNothing: false } nested })
            AddNested(node, nested);
    }

    // A nested run is known by its trace once it has ended.
    private static void AddNested(TreeNode node, Value run)
    {
        foreach (var step in run.Get("steps").Items())
        {
            var tool = step.Get("tool") is { IsText: true } name ? $" ({name.Text()})" : "";
            var below = node.AddNode(new Text($"{step.Get("id").Text()}{tool} {step.Get("status").Text().Replace('_', ' ')}"));
            if (step.Get("run") is { IsNothing: false } nested)
                AddNested(below, nested);
        }
    }

    private static string Word(StepStatus status) => status == StepStatus.NotStarted ? "waits" : StatusWords.Of(status);

    private static Style StyleOf(StepStatus status) => new(status switch
    {
        StepStatus.Running => Color.Yellow,
        StepStatus.Succeeded => Color.Green,
        StepStatus.Failed => Color.Red,
        _ => Color.Grey,
    });

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    private static string Cut(string message)
    {
        var line = message.ReplaceLineEndings(" ");
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }
}

using System.CommandLine;
using ComposeServer.Composing;

namespace ComposeServer.Cli;

/// <summary><c>graph NAME|FILE</c>: a tool's steps as a Mermaid flowchart.</summary>
internal static class GraphCommand
{
    private static readonly Argument<string> Target = new("tool") { Description = "A saved tool's name, or a file with a definition" };

    internal static Command Build(Func<ParseResult, VerbOptions> options)
    {
        var graph = new Command("graph", "Show a tool's steps as a Mermaid flowchart") { Target };
        graph.SetAction((parsed, cancellationToken) => RunAsync(options(parsed), parsed.GetValue(Target)!, cancellationToken));
        return graph;
    }

    private static async Task<int> RunAsync(VerbOptions options, string target, CancellationToken cancellationToken)
    {
        using var loggers = options.Loggers();
        if (!TargetTool.TryFind(options, target, loggers, out var definition, out var problem))
        {
            Console.Error.WriteLine(problem);
            return ExitCode.Wrong;
        }

        await using var composition = options.Open(loggers, definition.Needs.Contains);
        await composition.Waits.ForAll(cancellationToken);
        var planned = composition.Live.Current.Engine.Plan(definition.Json, composition.Live.Current, definition.Pinned);
        ProblemPrinter.Print(Console.Error, target, planned.Errors, definition.Text);
        if (planned.Plan is not { } plan)
            return ExitCode.Wrong;
        Console.Out.Write(PlanGraph.Of(plan));
        return ExitCode.Done;
    }
}

using System.CommandLine;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Cli;

/// <summary><c>run NAME|FILE</c>: runs a tool for a person; progress on standard error, the output on standard output.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> Target = new("tool") { Description = "A saved tool's name, or a file with a definition" };
    private static readonly Option<string?> Input = new("--input") { Description = "The arguments: JSON, @FILE, or - for standard input" };
    private static readonly Option<bool> Raw = new("--raw") { Description = "Print an output that is a text as it is, not as JSON" };

    internal static Command Build(Func<ParseResult, VerbOptions> options)
    {
        var run = new Command("run", "Run a saved tool, or one in a file") { Target, Input, Raw };
        run.SetAction((parsed, cancellationToken) =>
            RunAsync(options(parsed), parsed.GetValue(Target)!, parsed.GetValue(Input), parsed.GetValue(Raw), cancellationToken));
        return run;
    }

    private static async Task<int> RunAsync(VerbOptions options, string target, string? input, bool raw, CancellationToken cancellationToken)
    {
        if (InputArguments.Read(input, out var problem) is not { } arguments)
            return Refuse(problem!);
        using var loggers = options.Loggers();
        if (!TargetTool.TryFind(options, target, loggers, out var definition, out problem))
            return Refuse(problem!);
        await using var composition = options.Open(loggers, definition.Needs.Contains);
        await composition.Waits.ForAll(cancellationToken);
        var catalog = composition.Live.Current;
        var planned = catalog.Engine.Plan(definition.Json, catalog, definition.Pinned);
        ProblemPrinter.Print(Console.Error, target, [.. planned.Errors, .. planned.Warnings], definition.Text);
        if (planned.Plan is not { } plan)
            return ExitCode.Wrong;
        using var questions = TerminalQuestions.Open(input);
        var result = await RunAsync(catalog.Engine.Compile(plan), arguments, questions, cancellationToken);
        return await AnswerAsync(result, raw);
    }

    private static async Task<RunResult> RunAsync(CompiledTool tool, Value arguments, TerminalQuestions? questions, CancellationToken cancellationToken)
    {
        var ask = questions is null ? null : (Ask)questions.AskAsync;
        using var view = LiveTree.Open();
        if (view is null)
            return await tool.RunAsync(arguments, new CallContext { Ask = ask }, StepLines.Print, cancellationToken);
        var result = await tool.RunAsync(arguments, new CallContext { Ask = ask is null ? null : view.Around(ask) }, view.Hear, cancellationToken);
        await view.EndAsync();
        return result;
    }

    private static async Task<int> AnswerAsync(RunResult result, bool raw)
    {
        if (result.Failure is { } failure)
        {
            await Console.Error.WriteLineAsync(RunReport.Of(result.Run, failure));
            return failure is { Step: < 0, Failure.Kind: FailureKind.InvalidArguments } ? ExitCode.Wrong : ExitCode.Failed;
        }

        await Console.Out.WriteLineAsync(raw && result.Output.IsText ? result.Output.Text() : IndentedJson.Of(result.Output));
        return ExitCode.Done;
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine(problem);
        return ExitCode.Wrong;
    }
}

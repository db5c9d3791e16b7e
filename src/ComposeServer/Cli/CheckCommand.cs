using System.CommandLine;
using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Library;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Cli;

/// <summary><c>check FILE…</c>: says everything that is wrong with definitions; runs nothing.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string[]> Files = new("file") { Description = "Files with definitions", Arity = ArgumentArity.OneOrMore };

    internal static Command Build(Func<ParseResult, VerbOptions> options)
    {
        var check = new Command("check", "Check definitions in files") { Files };
        check.SetAction((parsed, cancellationToken) => RunAsync(options(parsed), parsed.GetValue(Files)!, cancellationToken));
        return check;
    }

    private static async Task<int> RunAsync(VerbOptions options, string[] files, CancellationToken cancellationToken)
    {
        var definitions = new List<(string File, JsonElement Json)>();
        var isWrong = false;
        foreach (var file in files)
            if (DefinitionFile.Read(file, out var problem) is { } definition)
                definitions.Add((file, definition));
            else
                isWrong |= Say(problem!);
        using var loggers = options.Loggers();
        var needs = Needs(options, definitions.Select(d => d.Json), loggers);
        await using var composition = options.Open(loggers, needs.Contains);
        await composition.Waits.ForAll(cancellationToken);
        foreach (var (file, definition) in definitions)
        {
            var planned = composition.Live.Current.Engine.Plan(definition, composition.Live.Current);
            ProblemPrinter.Print(Console.Out, file, [.. planned.Errors, .. planned.Warnings]);
            if (planned.Plan is not null)
                Console.Out.WriteLine($"{file}: ok, {planned.Definition.Name}");
            isWrong |= planned.Plan is null;
        }

        return isWrong ? ExitCode.Wrong : ExitCode.Done;
    }

    private static NeededServers Needs(VerbOptions options, IEnumerable<JsonElement> definitions, ILoggerFactory loggers)
    {
        using var library = ToolLibrary.Open(Home.Locate(options.Home.Home), new LibraryLimits(), loggers.CreateLogger<ToolLibrary>(), TimeProvider.System);
        return NeededServers.Of(definitions, library.Current);
    }

    private static bool Say(string problem)
    {
        Console.Error.WriteLine(problem);
        return true;
    }
}

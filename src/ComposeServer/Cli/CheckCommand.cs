using System.CommandLine;
using ComposeServer.Catalog;
using ComposeServer.Engine.Planning.Blueprints;
using ComposeServer.Import;

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
        var definitions = new List<(string File, DefinitionText Text)>();
        var isWrong = false;
        foreach (var file in files)
            if (DefinitionFile.ReadAll(file, isYaml: false, out var problem) is { } read)
                definitions.AddRange(read.Select(text => (file, text)));
            else
                isWrong |= Say(problem!);
        using var loggers = options.Loggers();
        var needs = NeededServers.Of(definitions.Select(d => d.Text.Json), options, loggers);
        await using var composition = options.Open(loggers, needs.Contains);
        await composition.Waits.ForAll(cancellationToken);
        foreach (var (file, definition) in definitions)
            isWrong |= !Check(file, definition, composition.Live.Current);

        return isWrong ? ExitCode.Wrong : ExitCode.Done;
    }

    private static bool Check(string file, DefinitionText definition, CatalogSnapshot catalog)
    {
        var isBlueprint = Blueprint.Is(definition.Json);
        var (errors, warnings) = isBlueprint && catalog.Engine.ReadBlueprint(definition.Json) is var blueprint
            ? (blueprint.Errors, blueprint.Warnings)
            : catalog.Engine.Plan(definition.Json, catalog) is var planned ? (planned.Errors, planned.Warnings) : default;
        ProblemPrinter.Print(Console.Out, file, [.. errors, .. warnings], definition);
        if (errors.IsEmpty)
            Console.Out.WriteLine($"{file}: ok, {definition.Name}{(isBlueprint ? " (a blueprint)" : "")}");
        return errors.IsEmpty;
    }

    private static bool Say(string problem)
    {
        Console.Error.WriteLine(problem);
        return true;
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using ComposeServer.Engine;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Blueprints;
using ComposeServer.Import;

namespace ComposeServer.Cli;

/// <summary><c>import FILE</c>: the definitions of a YAML file, ours or ToolHive's, as JSON on standard output; what is said of them on standard error.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> File = new("file") { Description = "A YAML file: a definition, or ToolHive's composite tools" };
    private static readonly Option<string?> Tool = new("--tool") { Description = "Only the tool of this name, where the file has several" };
    private static readonly Option<bool> Save = new("--save") { Description = "Put it into the library too, checked as any definition" };
    private static readonly Option<bool> Replace = new("--replace") { Description = "With --save: take the place of tools of the same name" };

    internal static Command Build(Func<ParseResult, VerbOptions> options)
    {
        var import = new Command("import", "Show the definitions of a YAML file as JSON; ToolHive's composite tools become ours") { File, Tool, Save, Replace };
        import.SetAction((parsed, cancellationToken) => RunAsync(
            options(parsed), parsed.GetValue(File)!, parsed.GetValue(Tool), parsed.GetValue(Save), parsed.GetValue(Replace), cancellationToken));
        return import;
    }

    private static async Task<int> RunAsync(VerbOptions options, string file, string? tool, bool save, bool replace, CancellationToken cancellationToken)
    {
        if (Chosen(file, tool, out var problem) is not { } definitions)
        {
            await Console.Error.WriteLineAsync(problem);
            return ExitCode.Wrong;
        }

        var haveShape = true;
        foreach (var definition in definitions)
            haveShape &= HasShape(file, definition);
        if (!haveShape)
            return ExitCode.Wrong;
        if (save && !await ImportSaving.SaveAsync(options, file, definitions, replace, cancellationToken))
            return ExitCode.Wrong;
        await Console.Out.WriteLineAsync(IndentedJson.Of(definitions is [var only] ? Value.Of(only.Json) : Value.Of([.. definitions.Select(d => Value.Of(d.Json))])));
        return ExitCode.Done;
    }

    private static ImmutableArray<DefinitionText>? Chosen(string file, string? tool, out string? problem)
    {
        var read = DefinitionFile.ReadAll(file, isYaml: true, out problem);
        if (read is not { } definitions || tool is null)
            return read;
        ImmutableArray<DefinitionText> chosen = [.. definitions.Where(d => d.Name == tool)];
        if (!chosen.IsEmpty)
            return chosen;
        problem = $"{file} holds no tool \"{tool}\", but {string.Join(", ", definitions.Select(d => $"\"{d.Name}\""))}.";
        return null;
    }

    // Whether the tools exist, and what fits them, is what check says; here no server is asked.
    private static bool HasShape(string file, DefinitionText definition)
    {
        var steps = new EngineLimits().Steps;
        var problems = new ProblemList();
        if (Blueprint.Is(definition.Json))
            foreach (var problem in Blueprint.Read(definition.Json, steps).Errors)
                problems.Add(problem);
        else
            DefinitionReader.Read(definition.Json, steps, problems);
        ProblemPrinter.Print(Console.Error, file, problems.Errors, definition);
        return !problems.HasErrors;
    }
}

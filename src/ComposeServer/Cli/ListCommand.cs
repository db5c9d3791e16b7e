using System.CommandLine;
using System.Globalization;
using ComposeServer.Hosting;
using Spectre.Console;

namespace ComposeServer.Cli;

/// <summary><c>list</c>: the saved tools, and whether they can run with what the servers listed last.</summary>
internal static class ListCommand
{
    internal static Command Build(Func<ParseResult, VerbOptions> options)
    {
        var list = new Command("list", "List the saved tools");
        list.SetAction((parsed, _) => RunAsync(options(parsed)));
        return list;
    }

    private static async Task<int> RunAsync(VerbOptions options)
    {
        using var loggers = options.Loggers();
        // Nothing is connected: what each server listed last is enough to tell.
        await using var composition = options.Open(loggers, static _ => true);
        Print(composition);
        return ExitCode.Done;
    }

    private static void Print(Composition composition)
    {
        var catalog = composition.Live.Current;
        if (catalog.Composed.IsEmpty)
            Console.Out.WriteLine($"No tools are saved in {composition.Home.Directory} yet.");
        var table = Tables.New("name", "steps", "revision", "state", "description");
        foreach (var tool in catalog.Composed.Values)
        {
            var resolution = tool.Resolve(catalog);
            var steps = Engine.Json.Value.Of(tool.Definition).Get("steps");
            var state = resolution.IsBlueprint && resolution.IsAvailable ? "blueprint" : resolution.IsAvailable ? "available" : resolution.Errors.Length > 0 ? resolution.Errors[0].Message : "unavailable";
            table.AddRow(Tables.Cells(
                tool.Name,
                (steps.Kind == Engine.Json.ValueKind.List ? steps.Count : 0).ToString(CultureInfo.InvariantCulture),
                tool.Revision.ToString(CultureInfo.InvariantCulture),
                state,
                tool.Description));
        }

        if (!catalog.Composed.IsEmpty)
            Tables.Write(table);
    }
}

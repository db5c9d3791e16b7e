using System.CommandLine;
using Spectre.Console;

namespace ComposeServer.Cli;

/// <summary><c>tools</c>: everything that steps can call, and how the servers stand.</summary>
internal static class ToolsCommand
{
    internal static Command Build(Func<ParseResult, VerbOptions> options)
    {
        var tools = new Command("tools", "List what steps can call, and the state of the servers");
        tools.SetAction((parsed, cancellationToken) => RunAsync(options(parsed), cancellationToken));
        return tools;
    }

    private static async Task<int> RunAsync(VerbOptions options, CancellationToken cancellationToken)
    {
        using var loggers = options.Loggers();
        await using var composition = options.Open(loggers, static _ => true);
        await composition.Waits.ForAll(cancellationToken);
        var catalog = composition.Live.Current;
        var tools = Tables.New("tool", "use", "description");
        foreach (var composed in catalog.Composed.Values)
            tools.AddRow(Tables.Cells(composed.Name, composed.Resolve(catalog).Tool is null ? "unavailable" : composed.IsListed ? "listed" : "in steps", FirstLine(composed.Description)));
        foreach (var tool in catalog.Callable.Sorted)
            tools.AddRow(Tables.Cells(tool.Tool.Name, tool.IsDenied ? "denied" : tool.IsListed ? "listed" : "in steps", FirstLine(tool.Tool.Description)));
        Tables.Write(tools);
        foreach (var server in catalog.Servers)
            Console.Out.WriteLine($"server {server.Name}: {server.State}{(server.Error is null ? "" : $", {server.Error}")}");
        return ExitCode.Done;
    }

    private static string FirstLine(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        return line.Length <= 100 ? line.ToString() : string.Concat(line[..99], "…");
    }
}

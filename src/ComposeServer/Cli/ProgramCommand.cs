using System.CommandLine;
using ComposeServer.Hosting;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Cli;

/// <summary>The command line (section 16 of the contract): its verbs and the options that all of them take.</summary>
internal static class ProgramCommand
{
    private static readonly Option<string?> Home = new("--home") { Description = "Where everything is kept (default: COMPOSER_HOME, else ~/.composer)", Recursive = true };
    private static readonly Option<string?> Config = new("--config") { Description = "A file to read instead of the home's servers.json", Recursive = true };
    private static readonly Option<LogLevel?> Level = new("--log-level") { Description = "Trace, Debug, Information, Warning, Error, Critical or None", Recursive = true };

    /// <summary>Parses and runs; wrong words are said on standard error, with exit code 2.</summary>
    internal static async Task<int> RunAsync(string[] args)
    {
        // The usual start, in a client's configuration, is without words: it need not wait for a parser.
        if (args.Length == 0)
            return await ServeHost.RunAsync(new HomeOptions(), LogLevel.Information, CancellationToken.None);
        // "@FILE" is a value of --input, not a file with more words.
        var parsed = Build().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync();
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("compose-server --help shows the verbs and their options.");
        return ExitCode.Wrong;
    }

    private static RootCommand Build()
    {
        var root = new RootCommand("Welds the tools of MCP servers into new tools. Without a verb it serves MCP over standard input and output.")
        {
            Home, Config, Level,
            Serve(), RunCommand.Build(Options), CheckCommand.Build(Options), ListCommand.Build(Options), RemoveCommand.Build(Options),
            ToolsCommand.Build(Options), GraphCommand.Build(Options), ImportCommand.Build(Options),
        };
        root.SetAction(ServeAsync);
        return root;
    }

    private static Command Serve()
    {
        var serve = new Command("serve", "Serve MCP over standard input and output (the default)");
        serve.SetAction(ServeAsync);
        return serve;
    }

    private static Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        ServeHost.RunAsync(HomeOf(parsed), parsed.GetValue(Level) ?? LogLevel.Information, cancellationToken);

    private static VerbOptions Options(ParseResult parsed) => new(HomeOf(parsed), parsed.GetValue(Level) ?? LogLevel.Warning);

    private static HomeOptions HomeOf(ParseResult parsed) => new(parsed.GetValue(Home), parsed.GetValue(Config));
}

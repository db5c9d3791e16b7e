using System.CommandLine;
using ComposeServer.Composing;

namespace ComposeServer.Cli;

/// <summary><c>remove NAME</c>: takes a tool out of the library.</summary>
internal static class RemoveCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The tool's name" };
    private static readonly Option<bool> Force = new("--force") { Description = "Remove it even if other tools use it" };

    internal static Command Build(Func<ParseResult, VerbOptions> options)
    {
        var remove = new Command("remove", "Remove a saved tool") { Name, Force };
        remove.SetAction((parsed, cancellationToken) => RunAsync(options(parsed), parsed.GetValue(Name)!, parsed.GetValue(Force), cancellationToken));
        return remove;
    }

    private static async Task<int> RunAsync(VerbOptions options, string name, bool force, CancellationToken cancellationToken)
    {
        using var loggers = options.Loggers();
        await using var composition = options.Open(loggers, static _ => false);
        var answer = await composition.Composer.RemoveAsync(name, force, Consent.Given, cancellationToken);
        if (!answer.IsError)
        {
            Console.Out.WriteLine($"{name} is removed.");
            return ExitCode.Done;
        }

        foreach (var problem in answer.Body.Get("errors").Items())
            Console.Error.WriteLine($"{problem.Get("message").Text()}{(problem.Get("suggestion") is { IsText: true } hint ? $"  →  {hint.Text()}" : "")}");
        return ExitCode.Wrong;
    }
}

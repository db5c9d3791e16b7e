using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using Spectre.Console;

namespace ComposeServer.Cli;

/// <summary>Asks the person at the terminal: questions on standard error, answers from the keyboard, one question at a time.</summary>
internal sealed class TerminalQuestions(IAnsiConsole console) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>For this process; null when there is no terminal to ask on, or the input of the tool comes from it.</summary>
    /// <param name="input">What <c>--input</c> was given.</param>
    internal static TerminalQuestions? Open(string? input) =>
        input == "-" || Console.IsInputRedirected || Console.IsErrorRedirected
            ? null
            : new TerminalQuestions(AnsiConsole.Create(new AnsiConsoleSettings { Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>Shows a question, and takes what is typed.</summary>
    internal async ValueTask<QuestionAnswer> AskAsync(Question question, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            console.WriteLine(question.Message);
            var properties = Value.Of(question.Schema).Get("properties");
            var accepts = await new ConfirmationPrompt(properties.Count == 0 ? "Yes?" : "Answer?") { DefaultValue = false }.ShowAsync(console, cancellationToken);
            return accepts ? new QuestionAnswer(QuestionAction.Accept, await FillAsync(question, properties, cancellationToken)) : new QuestionAnswer(QuestionAction.Decline, Value.Nothing);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Value> FillAsync(Question question, Value properties, CancellationToken cancellationToken)
    {
        var required = Value.Of(question.Schema).Get("required");
        var answers = new List<Member>();
        foreach (var (name, schema) in properties.Members())
        {
            var field = new TerminalField(name, schema, IsIn(name, required));
            var typed = await field.Prompt().ShowAsync(console, cancellationToken);
            if (field.Read(typed) is { IsNothing: false } value)
                answers.Add(new Member(name, value));
        }

        return Value.Of([.. answers]);
    }

    private static bool IsIn(string name, Value names)
    {
        foreach (var other in names.Items())
            if (other.IsText && other.Text() == name)
                return true;
        return false;
    }
}

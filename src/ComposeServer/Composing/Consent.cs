using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Composing;

/// <summary>The word of the person before an agent changes the composed tools (<c>compose: ask</c>).</summary>
internal static class Consent
{
    private static readonly System.Text.Json.JsonElement YesOrNo = JsonText.Parse("""{"type":"object","properties":{}}""").ToElement();

    /// <summary>The word of a person who gave the command themselves.</summary>
    internal static Ask Given { get; } = static (_, _) => ValueTask.FromResult(new QuestionAnswer(QuestionAction.Accept, Value.Nothing));

    /// <summary>Asks.</summary>
    /// <param name="message">What is to be done.</param>
    /// <param name="ask">Asks the person; null when nobody can be asked.</param>
    /// <param name="cancellationToken">Withdraws the question.</param>
    /// <returns>Why it is not to be done; null when the person agreed.</returns>
    internal static async ValueTask<Problem?> GetAsync(string message, Ask? ask, CancellationToken cancellationToken)
    {
        if (ask is null)
            return NotAsked("The client does not support elicitation.");
        try
        {
            var answer = await ask(new Question(message, YesOrNo), cancellationToken);
            return answer.Action == QuestionAction.Accept ? null : Declined;
        }
        catch (AskFailedException failure)
        {
            return NotAsked(failure.Message);
        }
    }

    /// <summary>What was agreed to is no longer what would be done.</summary>
    internal static Problem Changed { get; } = new(
        JsonPointer.Root, "changed_meanwhile", "While the person was asked, the tools that this is about have changed, so nothing was done.", "Try again; the person is then asked anew");

    private static Problem Declined { get; } = new(
        JsonPointer.Root, "declined", "The person was asked and declined, so nothing has changed.", "Ask them what they would agree to before you try again");

    private static Problem NotAsked(string reason) => new(
        JsonPointer.Root, "cannot_ask", $"The owner of this server wants a person to be asked (by elicitation) before an agent changes composed tools, and nobody could be: {reason}", "A client with elicitation; or \"compose\": \"allow\" in settings.json, by the owner");
}

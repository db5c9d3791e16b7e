using System.Text;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tools;

/// <summary>Turns the result of a call into one JSON value, by the one rule of section 3 of the contract.</summary>
internal static class ResultValue
{
    internal static Value Of(Value structured, Value content)
    {
        if (!structured.IsNothing)
            return structured;
        return content.Count == 1 && TextOf(content[0]) is { } text ? OfText(text) : content;
    }

    /// <summary>A text that is wholly one JSON object or list is that, and remembers the text; any other text is itself.</summary>
    internal static Value OfText(string text)
    {
        // A byte order mark before JSON may be passed over (RFC 8259, section 8.1); in the text it stays.
        var json = text.StartsWith('\uFEFF') ? text[1..] : text;
        var inner = json.AsSpan().Trim(" \t\r\n");
        var couldBe = inner.Length > 1 && ((inner[0] == '{' && inner[^1] == '}') || (inner[0] == '[' && inner[^1] == ']'));
        return couldBe && JsonText.TryParse(json, out var parsed) ? Value.Parsed(parsed, text) : Value.Of(text);
    }

    /// <summary>The texts of a failed result, a line each.</summary>
    internal static string ErrorText(Value content)
    {
        var message = new StringBuilder();
        foreach (var block in content.Items())
            if (TextOf(block) is { } text)
                message.Append(message.Length == 0 ? "" : "\n").Append(text);
        return message.Length == 0 ? "The tool reported an error without a message." : message.ToString();
    }

    private static string? TextOf(Value block) =>
        block.Get("type") is { IsText: true } type && type.Text() == "text" && block.Get("text") is { IsText: true } text ? text.Text() : null;
}

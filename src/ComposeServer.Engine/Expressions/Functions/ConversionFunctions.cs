using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary><c>string number boolean json parseJson</c>.</summary>
internal static class ConversionFunctions
{
    internal static readonly Function[] All =
    [
        new("string", "value", [Parameter.Any], Function.Gives(JsonType.Text)) { Body = (a, _) => Results.Text(TextOf.Any(a[0])) },
        new("number", "text", [Parameter.Text], Function.Gives(JsonType.Number)) { Body = (a, _) => Number(a[0].Text()) },
        new("boolean", "text", [Parameter.Text], Function.Gives(JsonType.Boolean)) { Body = (a, _) => Boolean(a[0].Text()), IsTest = true },
        new("json", "value", [Parameter.Any], Function.Gives(JsonType.Text)) { Body = (a, _) => Value.Of(TextOf.Json(a[0])) },
        new("parseJson", "text", [Parameter.Text], Function.Gives(JsonType.Any)) { Body = (a, _) => Parse(a[0].Text()) },
    ];

    // The first and the last character are looked at because JSON allows blanks around a value, and a number has none.
    private static Value Number(string text) =>
        text.Length > 0 && text[0] is '-' or (>= '0' and <= '9') && char.IsAsciiDigit(text[^1]) && JsonText.TryParse(text, out var element)
            ? Value.Of(element)
            : throw new EvaluationException("the text is not a number as JSON writes one");

    private static Value Boolean(string text) => text switch
    {
        "true" => Value.True,
        "false" => Value.False,
        _ => throw new EvaluationException("the text is neither true nor false"),
    };

    private static Value Parse(string text)
    {
        if (!JsonText.TryParse(text, out var element))
            throw new EvaluationException("the text is not one JSON value (of at most 64 levels, with distinct names)");
        var value = Value.Of(element);
        return value.Kind is ValueKind.List or ValueKind.Object ? Value.Parsed(element, text) : value;
    }
}

using System.Text;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary><c>lower upper trim split join replace contains startsWith endsWith</c>.</summary>
internal static class TextFunctions
{
    private const string OnlyTexts = "a text contains only texts; write string(x) around what to look for";

    internal static readonly Function[] All =
    [
        new("lower", "text", [Parameter.Text], Function.Gives(JsonType.Text)) { Body = (a, _) => Results.Text(a[0].Text().ToLowerInvariant()) },
        new("upper", "text", [Parameter.Text], Function.Gives(JsonType.Text)) { Body = (a, _) => Results.Text(a[0].Text().ToUpperInvariant()) },
        new("trim", "text", [Parameter.Text], Function.Gives(JsonType.Text)) { Body = (a, _) => Results.Text(a[0].Text().Trim()) },
        new("split", "text, separator", [Parameter.Text, Parameter.Text], Function.Gives(TypeOf.ListOfText)) { Body = (a, _) => Split(a[0].Text(), a[1].Text()) },
        new("join", "list, separator", [Parameter.List, Parameter.Text], Function.Gives(JsonType.Text)) { Body = (a, _) => Join(a[0], a[1].Text()) },
        new("replace", "text, old, new", [Parameter.Text, Parameter.Text, Parameter.Text], Function.Gives(JsonType.Text))
        {
            Body = (a, _) => Replace(a[0].Text(), a[1].Text(), a[2].Text()),
        },
        new("contains", "text or list, value", [new Parameter(Kinds.Text | Kinds.List), Parameter.Any], Function.Gives(JsonType.Boolean))
        {
            Body = (a, _) => Value.Of(Contains(a[0], a[1])),
            CheckTypes = types => types[0].Kinds == Kinds.Text && types[1].Excludes(JsonType.Text) ? OnlyTexts : null,
            IsTest = true,
        },
        new("startsWith", "text, start", [Parameter.Text, Parameter.Text], Function.Gives(JsonType.Boolean))
        {
            Body = (a, _) => Value.Of(a[0].Text().StartsWith(a[1].Text(), StringComparison.Ordinal)),
            IsTest = true,
        },
        new("endsWith", "text, end", [Parameter.Text, Parameter.Text], Function.Gives(JsonType.Boolean))
        {
            Body = (a, _) => Value.Of(a[0].Text().EndsWith(a[1].Text(), StringComparison.Ordinal)),
            IsTest = true,
        },
    ];

    private static Value Split(string text, string separator)
    {
        var parts = new List<Value>();
        if (separator.Length == 0)
            foreach (var character in text.EnumerateRunes())
                Add(parts, character.ToString());
        else
            SplitAt(text, separator, parts);
        return Results.List(parts);
    }

    private static void SplitAt(string text, string separator, List<Value> parts)
    {
        var start = 0;
        for (var end = text.IndexOf(separator, StringComparison.Ordinal); end >= 0; end = text.IndexOf(separator, start, StringComparison.Ordinal))
        {
            Add(parts, text[start..end]);
            start = end + separator.Length;
        }

        Add(parts, text[start..]);
    }

    private static void Add(List<Value> parts, string part)
    {
        Results.CheckCount(parts.Count + 1);
        parts.Add(Value.Of(part));
    }

    private static Value Join(Value list, string separator)
    {
        var text = new StringBuilder();
        var first = true;
        foreach (var item in list.Items())
        {
            if (!first)
                text.Append(separator);
            text.Append(TextOf.Any(item));
            Results.CheckLength(text.Length);
            first = false;
        }

        return Results.Text(text.ToString());
    }

    private static Value Replace(string text, string old, string with)
    {
        if (old.Length == 0)
            throw new EvaluationException("the text to look for is empty");
        if (with.Length > old.Length)
            Results.CheckLength(text.Length + Occurrences(text, old) * (with.Length - old.Length));
        return Results.Text(text.Replace(old, with, StringComparison.Ordinal));
    }

    private static long Occurrences(string text, string part)
    {
        var count = 0L;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
            count++;
        return count;
    }

    private static bool Contains(Value whole, Value part)
    {
        if (whole.IsText)
            return whole.Text().Contains(TextPart(part), StringComparison.Ordinal);
        foreach (var item in whole.Items())
            if (ValueEquality.Equal(item, part))
                return true;
        return false;
    }

    private static string TextPart(Value part) => part.IsText ? part.Text()
        : part.SourceText ?? throw new EvaluationException(OnlyTexts);
}

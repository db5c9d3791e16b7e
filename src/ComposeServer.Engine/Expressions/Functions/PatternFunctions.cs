using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary><c>match search replaceAll capture captures</c>.</summary>
internal static class PatternFunctions
{
    // Over this many characters a replacement is only made after its matches were counted.
    private const long Harmless = 64 * 1024 * 1024;

    internal static readonly Function[] All =
    [
        new("match", "text, regular expression", [Parameter.Text, Parameter.IRegexp], Function.Gives(JsonType.Boolean))
        {
            WithPattern = (pattern, a) => Value.Of(pattern.IsWholeMatch(a[0].Text())),
            IsStandard = true,
            IsTest = true,
        },
        new("search", "text, regular expression", [Parameter.Text, Parameter.IRegexp], Function.Gives(JsonType.Boolean))
        {
            WithPattern = (pattern, a) => Value.Of(pattern.IsMatch(a[0].Text())),
            IsStandard = true,
            IsTest = true,
        },
        new("replaceAll", "text, regular expression, new", [Parameter.Text, Parameter.Regex, Parameter.Text], Function.Gives(JsonType.Text))
        {
            WithPattern = (pattern, a) => Replace(pattern, a[0].Text(), a[2].Text()),
        },
        new("capture", "text, regular expression", [Parameter.Text, Parameter.Regex], Function.Gives(JsonType.Text))
        {
            WithPattern = (pattern, a) => pattern.Capture(a[0].Text()) is { } found ? Value.Of(found) : Value.Nothing,
            MayGiveNothing = true,
        },
        new("captures", "text, regular expression", [Parameter.Text, Parameter.Regex], Function.Gives(TypeOf.ListOfText))
        {
            WithPattern = (pattern, a) => List(pattern.Captures(a[0].Text())),
        },
    ];

    private static Value List(string[] found)
    {
        Results.CheckCount(found.Length);
        return Value.Of(Array.ConvertAll(found, Value.Of));
    }

    private static Value Replace(Pattern pattern, string text, string with)
    {
        if (Longest(text.Length + 1L, text, with) > Harmless && Longest(pattern.Captures(text).Length, text, with) > Harmless)
            throw Results.TooLong();
        return Results.Text(pattern.Replace(text, with));
    }

    // What the groups of all matches give together is no longer than the text; $` and $' give most of it for each match.
    private static long Longest(long matches, string text, string with)
    {
        var around = with.Contains("$`", StringComparison.Ordinal) || with.Contains("$'", StringComparison.Ordinal) ? matches : 1L;
        return matches * with.Length + text.Length * (1L + around * with.AsSpan().Count('$'));
    }
}

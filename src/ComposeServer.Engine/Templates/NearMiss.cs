using ComposeServer.Engine.Expressions;

namespace ComposeServer.Engine.Templates;

/// <summary>Finds what was meant as a reference and would be sent as text.</summary>
internal static class NearMiss
{
    /// <summary>Where in a literal text <c>$</c> or <c>${</c> stands directly before a known root; null when nowhere.</summary>
    internal static (int Start, string Reference, int Length)? InText(string text, Scope scope)
    {
        for (var at = text.IndexOf('$'); at >= 0; at = text.IndexOf('$', at + 1))
        {
            var braced = at + 1 < text.Length && text[at + 1] == '{';
            var begin = at + (braced ? 2 : 1);
            var end = WordEnd(text, begin);
            if (end == begin || !scope.Knows(text[begin..end]))
                continue;
            var stop = PathEnd(text, end);
            var length = braced && stop < text.Length && text[stop] == '}' ? stop + 1 - at : stop - at;
            return (at, "$" + text[begin..stop], length);
        }

        return null;
    }

    /// <summary>Whether a text holds an expression with a known root, for places where none is read.</summary>
    internal static bool IsExpression(string text, Scope scope)
    {
        var open = text.IndexOf("{{", StringComparison.Ordinal);
        return open >= 0 && text.IndexOf("}}", open, StringComparison.Ordinal) > open && InText(text, scope) is not null;
    }

    /// <summary>Where a reference that begins a text ends and other text begins; the length when it is the whole.</summary>
    internal static int ReferenceEnd(string text)
    {
        var (depth, quote) = (0, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == '\\')
                    i++;
                else if (c == quote)
                    quote = '\0';
            }
            else if (c is '\'' or '"' && depth > 0)
                quote = c;
            else if (c == '[')
                depth++;
            else if (c == ']')
                depth--;
            else if (depth == 0 && i > 0 && !(char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '*' or '?' || c >= 0x80))
                return i;
        }

        return text.Length;
    }

    /// <summary>Where the word that begins at a place ends.</summary>
    internal static int WordEnd(string text, int begin)
    {
        var end = begin;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        return end;
    }

    // As far as names go: ".a.b", not the full stop that ends a sentence.
    private static int PathEnd(string text, int end)
    {
        while (end + 1 < text.Length && text[end] == '.' && (char.IsAsciiLetter(text[end + 1]) || text[end + 1] == '_'))
            end = WordEnd(text, end + 1);
        return end;
    }
}

using System.Collections.Immutable;
using System.Text;

namespace ComposeServer.Engine.Templates;

/// <summary>Splits a string into literal text and the expressions between <c>{{</c> and <c>}}</c>; <c>{{{{</c> is a literal <c>{{</c>.</summary>
internal static class TextSplitter
{
    /// <summary>A stretch of the string: literal characters, or an expression without its braces and the white space around it.</summary>
    internal readonly record struct Stretch(string Text, bool IsExpression, int Position);

    /// <summary>Splits it; false when an expression is not closed.</summary>
    internal static bool TrySplit(string text, out ImmutableArray<Stretch> stretches)
    {
        var found = ImmutableArray.CreateBuilder<Stretch>();
        var literal = new StringBuilder();
        var at = 0;
        stretches = [];
        while (at < text.Length)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
                break;
            literal.Append(text, at, open - at);
            if (string.CompareOrdinal(text, open, "{{{{", 0, 4) == 0)
            {
                literal.Append("{{");
                at = open + 4;
                continue;
            }

            var close = CloseOf(text, open + 2);
            if (close < 0)
                return false;
            Flush(literal, found);
            found.Add(ExpressionOf(text, open + 2, close));
            at = close + 2;
        }

        literal.Append(text, at, text.Length - at);
        Flush(literal, found);
        stretches = found.ToImmutable();
        return true;
    }

    private static Stretch ExpressionOf(string text, int begin, int end)
    {
        var inner = text[begin..end];
        var trimmed = inner.TrimStart(' ', '\t', '\r', '\n');
        return new Stretch(trimmed.TrimEnd(' ', '\t', '\r', '\n'), IsExpression: true, begin + inner.Length - trimmed.Length);
    }

    // The first }} outside a quoted string.
    private static int CloseOf(string text, int begin)
    {
        var quote = '\0';
        for (var i = begin; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == '\\')
                    i++;
                else if (c == quote)
                    quote = '\0';
            }
            else if (c is '\'' or '"')
                quote = c;
            else if (c == '}' && i + 1 < text.Length && text[i + 1] == '}')
                return i;
        }

        return -1;
    }

    private static void Flush(StringBuilder literal, ImmutableArray<Stretch>.Builder found)
    {
        if (literal.Length > 0)
            found.Add(new Stretch(literal.ToString(), IsExpression: false, 0));
        literal.Clear();
    }
}

using System.Text;

namespace ComposeServer.Engine.Json;

/// <summary>Text by Unicode code point, as RFC 9535 counts and orders it, where .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    internal static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                length--;
        return length;
    }

    internal static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
            if (left[i] != right[i])
                return Rank(left[i]) - Rank(right[i]);
        return left.Length - right.Length;
    }

    /// <summary>The code points of a text, each as a text of its own.</summary>
    internal static Rune[] Of(string text) => [.. text.EnumerateRunes()];

    // Surrogates stand for code points above U+FFFF, so they sort after every other unit.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>Makes another text of a good one: cut, doubled, swapped, nested, or with something in it that belongs elsewhere.</summary>
internal static class DamagedText
{
    private static readonly string[] Pieces =
    [
        "$", "$input", "$.", "@", "?", ".", "..", "[", "]", "(", ")", "'", "\"", "\\", "\\u", "\\ud800", "{{", "}}", "{", "}", ",", " ", "\n", "\0", "\ud800", "\udc00", "é", "😀", "\ufeff", "1e400", "-", "!", "==",
        "&&", "||", "??", "?:", "=>", "|", "in ", "[?", "[?@.a]", "[*]", "[::-1]", "[9223372036854775807]", "99999999999999999999999999999", "0x1", "1.", ".5", "nope(", "if(", "default(", "null", "'(a+)+$'", "//", "#",
    ];

    internal static string Of(string text, Chance chance)
    {
        for (var i = chance.Of([1, 1, 1, 2, 3]); i > 0; i--)
            text = Once(text, chance);
        return text;
    }

    private static string Once(string text, Chance chance)
    {
        var from = chance.Below(text.Length + 1);
        var to = from + chance.Below(Math.Min(text.Length - from, 30) + 1);
        return chance.Below(8) switch
        {
            0 => text[..from],
            1 => text[..from] + text[to..],
            2 => text[..to] + text[from..],
            3 => text[from..to] + text[..from] + text[to..],
            4 => Nested(text, chance),
            5 => text[..from] + chance.Of(Pieces) + text[to..],
            _ => text[..from] + chance.Of(Pieces) + text[from..],
        };
    }

    private static string Nested(string text, Chance chance)
    {
        var levels = chance.Of([3, 30, 63, 65, 2_000]);
        var (open, close) = chance.Of<(string, string)>([("(", ")"), ("[", "]"), ("!", ""), ("- ", ""), ("string(", ")"), ("$input[?", "]"), ("1 + ", ""), ("true && ", ""), ("\"", "\"")]);
        return string.Concat(Enumerable.Repeat(open, levels)) + text + string.Concat(Enumerable.Repeat(close, levels));
    }
}

using System.Text;

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>Makes another document of a good one.</summary>
internal static class Damage
{
    /// <summary>JSON whose parts are cut, doubled, swapped, renamed, nested or replaced, here and there by a part of another document.</summary>
    internal static byte[] ToParts(byte[] json, byte[] other, Chance chance)
    {
        for (var i = chance.Of([1, 1, 1, 2, 3]); i > 0; i--)
            json = ToOnePart(json, other, chance);
        return json;
    }

    /// <summary>Bytes that are cut, doubled, swapped, marked, or no text any more.</summary>
    internal static byte[] ToBytes(byte[] bytes, Chance chance)
    {
        var (from, to) = Range(bytes.Length, chance);
        var part = bytes[from..to];
        return chance.Below(9) switch
        {
            0 => bytes[..from],
            1 => [.. bytes[..from], .. bytes[to..]],
            2 => [.. bytes[..to], .. part, .. bytes[to..]],
            3 => [.. part, .. bytes[..from], .. bytes[to..]],
            4 => [0xef, 0xbb, 0xbf, .. bytes],
            5 => [.. bytes[..from], .. chance.Of<byte[]>([[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80], [0xfe, 0xff]]), .. bytes[from..]],
            6 => [.. bytes[..from], 0, .. bytes[from..]],
            7 => [.. bytes[..from], (byte)chance.Below(128), .. bytes[Math.Min(from + 1, bytes.Length)..]],
            _ => [.. bytes[..from], .. Encoding.UTF8.GetBytes(chance.Of(["\"", "{", "}", "[", "]", ",", ":", "\\", "//", "/*", "\r", "\u0001", "NaN", "'", " "])), .. bytes[from..]],
        };
    }

    private static byte[] ToOnePart(byte[] json, byte[] other, Chance chance)
    {
        var spans = JsonSpans.Of(json);
        if (spans.Count < 2)
            return json;
        // The whole is left, so that what comes out has the outline of what went in.
        var span = spans[chance.Below(spans.Count - 1) + 1];
        return chance.Below(9) switch
        {
            0 => Without(json, span),
            1 => With(json, span.Item, span.End, json[span.Item..span.End], ","u8.ToArray(), json[span.Item..span.End]),
            2 => Swapped(json, span, spans[chance.Below(spans.Count - 1) + 1]),
            3 => With(json, span.Item, span.Start, Encoding.UTF8.GetBytes(span.IsNamed ? Words.Name(chance) + ":" : "")),
            4 => With(json, span.Start, span.End, Encoding.UTF8.GetBytes(Words.Deep(chance, Encoding.UTF8.GetString(json[span.Start..span.End])))),
            5 => With(json, span.Start, span.End, Part(other, chance)),
            6 => With(json, span.Item, span.Item, Encoding.UTF8.GetBytes((span.IsNamed ? Words.Name(chance) + ":" : "") + Words.Value(chance) + ",")),
            _ => With(json, span.Start, span.End, Encoding.UTF8.GetBytes(Words.Value(chance))),
        };
    }

    private static byte[] Without(byte[] json, JsonSpan span)
    {
        var (from, to) = (span.Item, span.End);
        while (to < json.Length && json[to] is (byte)' ' or (byte)'\n')
            to++;
        if (to < json.Length && json[to] == ',')
            return With(json, from, to + 1);
        while (json[from - 1] is (byte)' ' or (byte)'\n')
            from--;
        return With(json, json[from - 1] == ',' ? from - 1 : from, span.End);
    }

    private static byte[] Swapped(byte[] json, JsonSpan one, JsonSpan two)
    {
        if (one.Overlaps(two))
            return json;
        var (first, second) = one.Start < two.Start ? (one, two) : (two, one);
        return [.. json[..first.Start], .. json[second.Start..second.End], .. json[first.End..second.Start], .. json[first.Start..first.End], .. json[second.End..]];
    }

    private static byte[] Part(byte[] json, Chance chance)
    {
        var spans = JsonSpans.Of(json);
        if (spans.Count == 0)
            return "null"u8.ToArray();
        var span = chance.Of(spans);
        return json[span.Start..span.End];
    }

    private static byte[] With(byte[] json, int from, int to, params byte[][] parts) => [.. json[..from], .. parts.SelectMany(part => part), .. json[to..]];

    private static (int From, int To) Range(int length, Chance chance)
    {
        var from = chance.Below(length + 1);
        return (from, from + chance.Below(Math.Min(length - from, 200) + 1));
    }
}

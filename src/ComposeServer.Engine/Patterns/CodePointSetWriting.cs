using System.Globalization;
using System.Text;

namespace ComposeServer.Engine.Patterns;

/// <summary>Writes a set of code points as a .NET expression, in which one beyond U+FFFF is two units.</summary>
internal static class CodePointSetWriting
{
    /// <summary>A class, or an alternation of a class and of surrogate pairs; always one unit that can be repeated.</summary>
    internal static string ToExpression(this CodePointSet set)
    {
        var plane = new StringBuilder();
        var lows = new SortedDictionary<int, StringBuilder>();
        foreach (var (first, last) in set.Ranges)
        {
            if (first <= 0xFFFF)
                Append(plane, first, Math.Min(last, 0xFFFF));
            if (last > 0xFFFF)
                Split(lows, Math.Max(first, 0x10000), last);
        }

        if (plane.Length == 0 && lows.Count == 0)
            return "[^\\s\\S]";
        return lows.Count == 0 ? $"[{plane}]" : Alternation(plane, lows);
    }

    private static void Append(StringBuilder text, int first, int last)
    {
        text.Append(CultureInfo.InvariantCulture, $"\\u{first:X4}");
        if (last > first)
            text.Append(CultureInfo.InvariantCulture, $"-\\u{last:X4}");
    }

    // For each high surrogate, the low ones that may follow it.
    private static void Split(SortedDictionary<int, StringBuilder> lows, int first, int last)
    {
        for (var high = High(first); high <= High(last); high++)
        {
            if (!lows.TryGetValue(high, out var set))
                lows.Add(high, set = new StringBuilder());
            Append(set, high == High(first) ? Low(first) : 0xDC00, high == High(last) ? Low(last) : 0xDFFF);
        }
    }

    private static string Alternation(StringBuilder plane, SortedDictionary<int, StringBuilder> lows)
    {
        var highs = new Dictionary<string, List<(int, int)>>();
        foreach (var (high, set) in lows)
        {
            var key = set.ToString();
            if (!highs.TryGetValue(key, out var list))
                highs.Add(key, list = []);
            list.Add((high, high));
        }

        var text = new StringBuilder("(?:");
        if (plane.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"[{plane}]|");
        foreach (var (low, list) in highs)
        {
            text.Append('[');
            foreach (var (first, last) in CodePointSet.Of([.. list]).Ranges)
                Append(text, first, last);
            text.Append(CultureInfo.InvariantCulture, $"][{low}]|");
        }

        return text.Remove(text.Length - 1, 1).Append(')').ToString();
    }

    private static int High(int codePoint) => 0xD800 + ((codePoint - 0x10000) >> 10);

    private static int Low(int codePoint) => 0xDC00 + ((codePoint - 0x10000) & 0x3FF);
}

namespace ComposeServer.Engine.Patterns;

/// <summary>A set of Unicode scalar values, as sorted ranges without overlap. Surrogates are never in it.</summary>
internal sealed class CodePointSet
{
    private readonly (int First, int Last)[] _ranges;

    private CodePointSet((int First, int Last)[] ranges) => _ranges = ranges;

    internal static CodePointSet All { get; } = Of((0, 0xD7FF), (0xE000, 0x10FFFF));

    internal static CodePointSet Digits { get; } = Of(('0', '9'));

    internal static CodePointSet Words { get; } = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    /// <summary>WhiteSpace and LineTerminator of ECMA-262, section 22.2.2.9.</summary>
    internal static CodePointSet Spaces { get; } = Of(
        ('\t', '\r'), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    /// <summary>What <c>.</c> does not take in ECMA-262, section 12.3.</summary>
    internal static CodePointSet LineTerminators { get; } = Of(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029));

    internal static CodePointSet LineBreaks { get; } = Of(('\n', '\n'), ('\r', '\r'));

    internal IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    /// <summary>The set of these ranges, in any order; what overlaps is merged.</summary>
    internal static CodePointSet Of(params (int First, int Last)[] ranges)
    {
        var sorted = ((int First, int Last)[])ranges.Clone();
        Array.Sort(sorted, (left, right) => left.First - right.First);
        var merged = new List<(int First, int Last)>(sorted.Length);
        foreach (var range in sorted)
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            else
                merged.Add(range);
        return new CodePointSet([.. merged]);
    }

    internal static CodePointSet Of(int codePoint) => Of((codePoint, codePoint));

    internal CodePointSet Union(CodePointSet other) => Of([.. _ranges, .. other._ranges]);

    /// <summary>Every scalar value that is not in the set.</summary>
    internal CodePointSet Complement()
    {
        var gaps = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in Of([.. _ranges, (0xD800, 0xDFFF)])._ranges)
        {
            if (first > next)
                gaps.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= 0x10FFFF)
            gaps.Add((next, 0x10FFFF));
        return new CodePointSet([.. gaps]);
    }
}

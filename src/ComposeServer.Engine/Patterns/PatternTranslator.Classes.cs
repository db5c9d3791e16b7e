namespace ComposeServer.Engine.Patterns;

internal sealed partial class PatternTranslator
{
    /// <summary>Reads from <c>[</c> to <c>]</c>.</summary>
    private CodePointSet Class()
    {
        _at++;
        var negated = Take('^');
        var ranges = new List<(int, int)>();
        while (!Take(']'))
        {
            var first = ClassAtom(ranges);
            if (Next == '-' && _at + 1 < _source.Length && _source[_at + 1] != ']')
                Range(ranges, first);
            else if (first >= 0)
                ranges.Add((first, first));
        }

        var set = CodePointSet.Of([.. ranges]);
        return negated ? set.Complement() : set;
    }

    private void Range(List<(int, int)> ranges, int first)
    {
        _at++;
        var last = ClassAtom(ranges);
        if (first < 0 || last < 0)
        {
            // [\w-.] is a fault under the flag u; without it the hyphen is itself.
            if (_strict)
                throw Problem("has a class in brackets as one end of a range");
            ranges.Add(('-', '-'));
            ranges.AddRange(Ends(first, last));
            return;
        }

        if (last < first)
            throw Problem("has a range in brackets that ends before it begins");
        ranges.Add((first, last));
    }

    private static IEnumerable<(int, int)> Ends(int first, int last)
    {
        if (first >= 0)
            yield return (first, first);
        if (last >= 0)
            yield return (last, last);
    }

    /// <summary>One code point of a class, or −1 after adding a whole set.</summary>
    private int ClassAtom(List<(int, int)> ranges)
    {
        if (!More)
            throw new PatternProblemException("has a [ without its ]");
        if (Next != '\\')
            return CodePoint();
        _at++;
        if (SetEscape() is { } set)
        {
            ranges.AddRange(set.Ranges);
            return -1;
        }

        if (Take('b'))
            return '\b';
        return Take('-') ? '-' : CharacterEscape();
    }
}

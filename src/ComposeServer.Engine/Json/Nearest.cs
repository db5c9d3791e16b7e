namespace ComposeServer.Engine.Json;

/// <summary>The known names that a wrong one was probably meant to be.</summary>
internal static class Nearest
{
    // Longer ones are nobody's slip, and comparing takes the square.
    private const int Longest = 256;

    /// <summary>The one known name that is nearest, when any is near enough to be meant; else null.</summary>
    internal static string? Name(string wanted, IEnumerable<string> known)
    {
        var names = Names(wanted, known, 1);
        return names.Count == 0 ? null : names[0];
    }

    /// <summary>The known names near enough to be meant, nearest first, then in ordinal order.</summary>
    internal static IReadOnlyList<string> Names(string wanted, IEnumerable<string> known, int most)
    {
        var near = new List<(int Distance, string Name)>();
        if (wanted.Length > Longest)
            return [];
        var plain = Plain(wanted);
        foreach (var name in known)
        {
            if (name.Length > Longest)
                continue;
            var limit = Limit(wanted, name);
            var distance = Distance(plain, Plain(name), limit);
            if (distance <= limit)
                near.Add((distance, name));
        }

        near.Sort((left, right) => left.Distance != right.Distance ? left.Distance - right.Distance : string.CompareOrdinal(left.Name, right.Name));
        return near.ConvertAll(n => n.Name).GetRange(0, Math.Min(most, near.Count));
    }

    private static int Limit(string wanted, string name) =>
        Math.Max(wanted.Length, name.Length) < 3 ? 0 : Math.Max(1, Math.Min(wanted.Length, name.Length) / 3);

    // Case, and the ways to join words (tabId, tab_id, tab-id), are no distance; a name inside the other is near.
    private static int Distance(string a, string b, int limit)
    {
        if (a == b)
            return 0;
        if (Math.Min(a.Length, b.Length) >= 4 && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal)))
            return 1;
        return Math.Abs(a.Length - b.Length) > limit ? int.MaxValue : Edits(a, b);
    }

    private static string Plain(string name) => string.Concat(name.Where(c => c is not ('_' or '-' or '.' or ' '))).ToLowerInvariant();

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours (Damerau and Levenshtein, restricted form).</summary>
    private static int Edits(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}

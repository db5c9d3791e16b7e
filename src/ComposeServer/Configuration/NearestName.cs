namespace ComposeServer.Configuration;

/// <summary>Finds the known name that somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>" Did you mean "x"?", or nothing when no known name is near.</summary>
    internal static string Hint(string written, IEnumerable<string> known)
    {
        var nearest = known.MinBy(name => Distance(written.ToUpperInvariant(), name.ToUpperInvariant()));
        return nearest is not null && Distance(written.ToUpperInvariant(), nearest.ToUpperInvariant()) <= Math.Max(2, written.Length / 3)
            ? $" Did you mean \"{nearest}\"?"
            : "";
    }

    // Levenshtein's distance, a row at a time.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}

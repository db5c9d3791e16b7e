namespace ComposeServer.Configuration;

/// <summary>Names matched by patterns in which <c>*</c> stands for any text and <c>?</c> for any one character.</summary>
internal static class Glob
{
    internal static bool Matches(string pattern, string name)
    {
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, resume) = (p++, n);
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
                (p, n) = (p + 1, n + 1);
            else if (star >= 0)
                (p, n) = (star + 1, ++resume);
            else
                return false;
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    internal static bool MatchesAny(IEnumerable<string> patterns, string name) => patterns.Any(pattern => Matches(pattern, name));
}

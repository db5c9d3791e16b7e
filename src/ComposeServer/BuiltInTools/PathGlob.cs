using ComposeServer.Configuration;

namespace ComposeServer.BuiltInTools;

/// <summary>
/// Paths matched by a pattern: <c>*</c> and <c>?</c> within a name, <c>**</c> for any folders, <c>{a,b}</c> for either.
/// </summary>
internal sealed class PathGlob
{
    private const int MaxLength = 1_000;
    private const int MaxAlternatives = 100;

    private readonly List<string[]> _alternatives = [];

    /// <exception cref="BuiltInFailureException">It is no pattern of paths inside a folder.</exception>
    internal PathGlob(string pattern)
    {
        if (pattern.Length is 0 or > MaxLength)
            throw BuiltInFailureException.Arguments($"\"glob\" has none or over {MaxLength} characters; **/* takes every file.");
        Expand(pattern);
        foreach (var names in _alternatives)
            if (names.Length == 0 || Array.IndexOf(names, "..") >= 0 || Path.IsPathRooted(pattern))
                throw BuiltInFailureException.Arguments("\"glob\" leads outside the folder; write it relative, like src/**/*.cs.");
    }

    internal bool Matches(string path) => Any(path, prefix: false);

    /// <summary>Whether a folder of this path can have matches in it.</summary>
    internal bool MayMatchIn(string folder) => Any(folder, prefix: true);

    private bool Any(string path, bool prefix)
    {
        var names = path.Split('/');
        foreach (var alternative in _alternatives)
            if (Matches(alternative, names, prefix))
                return true;
        return false;
    }

    // As with * in names, going back to the last ** is enough.
    private static bool Matches(string[] pattern, string[] names, bool prefix)
    {
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < names.Length)
        {
            if (p < pattern.Length && pattern[p] == "**")
                (star, resume) = (p++, n);
            else if (p < pattern.Length && Glob.Matches(pattern[p], names[n]))
                (p, n) = (p + 1, n + 1);
            else if (star >= 0)
                (p, n) = (star + 1, ++resume);
            else
                return false;
        }

        if (prefix)
            return p < pattern.Length || star >= 0;
        while (p < pattern.Length && pattern[p] == "**")
            p++;
        return p == pattern.Length;
    }

    private void Expand(string pattern)
    {
        if (FirstBraces(pattern) is not { } braces)
        {
            if (_alternatives.Count == MaxAlternatives)
                throw BuiltInFailureException.Arguments($"\"glob\" stands for more than {MaxAlternatives} patterns; use fewer braces.");
            _alternatives.Add([.. pattern.Split('/').Where(name => name is not ("" or "."))]);
            return;
        }

        var (open, close) = braces;
        foreach (var choice in Choices(pattern[(open + 1)..close]))
            Expand(pattern[..open] + choice + pattern[(close + 1)..]);
    }

    // Braces without a comma or without an end are names like any other.
    private static (int Open, int Close)? FirstBraces(string pattern)
    {
        for (var open = pattern.IndexOf('{', StringComparison.Ordinal); open >= 0; open = pattern.IndexOf('{', open + 1))
            for (int i = open + 1, depth = 1; i < pattern.Length; i++)
            {
                depth += pattern[i] switch { '{' => 1, '}' => -1, _ => 0 };
                if (depth > 0)
                    continue;
                if (Choices(pattern[(open + 1)..i]).Count > 1)
                    return (open, i);
                break;
            }

        return null;
    }

    private static List<string> Choices(string inside)
    {
        var choices = new List<string>();
        int depth = 0, start = 0;
        for (var i = 0; i < inside.Length; i++)
        {
            depth += inside[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (inside[i] != ',' || depth != 0)
                continue;
            choices.Add(inside[start..i]);
            start = i + 1;
        }

        choices.Add(inside[start..]);
        return choices;
    }
}

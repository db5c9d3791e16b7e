using System.Text.RegularExpressions;

namespace ComposeServer.Upstreams;

/// <summary>Reads the lines of a <c>.env</c> file: <c>NAME=value</c>, quoted or not, with comments.</summary>
internal static partial class EnvironmentFile
{
    internal static List<KeyValuePair<string, string>> Parse(string text)
    {
        var variables = new List<KeyValuePair<string, string>>();
        foreach (var line in text.TrimStart('\ufeff').Split('\n'))
            if (Line().Match(line) is { Success: true } match)
                variables.Add(new(match.Groups["name"].Value, Value(match)));
        return variables;
    }

    private static string Value(Match match)
    {
        if (match.Groups["plain"].Success)
            return match.Groups["plain"].Value.Trim();
        return match.Groups["double"].Success
            ? Escape().Replace(match.Groups["double"].Value, e => e.Value[1] switch { 'n' => "\n", 'r' => "\r", 't' => "\t", var other => other.ToString() })
            : match.Groups["single"].Value;
    }

    [GeneratedRegex("""^\s*(export\s+)?(?<name>[A-Za-z_][A-Za-z0-9_.]*)\s*=\s*("(?<double>(\\.|[^"\\])*)"\s*(#.*)?|'(?<single>[^']*)'\s*(#.*)?|(?<plain>(?!["'])(?:(?!\s#).)*)(\s#.*)?)\r?$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escape();
}

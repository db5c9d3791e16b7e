using System.Text.RegularExpressions;

namespace ComposeServer.Tests.Samples;

/// <summary>A page of Markdown: its fenced blocks and the rows of its tables.</summary>
internal sealed partial class Page(string text)
{
    internal static Page Readme => new(Repository.Read("README.md"));

    internal static Page Guide => new(Repository.Read("library-samples", "GUIDE.md"));

    /// <summary>What stands under a heading of the second level, down to the next one.</summary>
    internal Page Section(string heading)
    {
        var start = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no section \"{heading}\".");
        var end = Text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return new Page(end < 0 ? Text[start..] : Text[start..end]);
    }

    internal string Text { get; } = text.ReplaceLineEndings("\n");

    /// <summary>The fenced blocks in a language, in order.</summary>
    internal string[] Blocks(string language) =>
        [.. Fence().Matches(Text).Where(fence => fence.Groups["language"].Value == language).Select(fence => fence.Groups["block"].Value)];

    /// <summary>The cells of every row of the tables whose first column is headed so.</summary>
    internal string[][] Rows(string firstHeading)
    {
        var rows = new List<string[]>();
        var isInside = false;
        foreach (var line in Text.Split('\n'))
        {
            string[] cells = line.StartsWith("| ", StringComparison.Ordinal) ? [.. CellEnd().Split(line[2..].TrimEnd(' ', '|')).Select(cell => cell.Trim().Replace("\\|", "|"))] : [];
            if (isInside && cells.Length > 0 && !cells[0].StartsWith("---", StringComparison.Ordinal))
                rows.Add(cells);
            isInside = cells.Length > 0 && (isInside || cells[0] == firstHeading);
        }

        return [.. rows];
    }

    /// <summary>Where links into the page lead, as GitHub makes them of its headings.</summary>
    internal HashSet<string> Anchors =>
        [.. Heading().Matches(Text).Select(heading => heading.Groups[1].Value.ToLowerInvariant().Replace(' ', '-').Replace(",", "").Replace("'", ""))];

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<block>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();
}

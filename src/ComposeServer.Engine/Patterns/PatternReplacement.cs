using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ComposeServer.Engine.Patterns;

/// <summary>What stands for a match, with <c>$$ $&amp; $` $' $1 $01 $&lt;name&gt;</c> filled in (GetSubstitution of ECMA-262, section 22.1.3.19.1).</summary>
internal sealed class PatternReplacement(string template, IReadOnlyDictionary<string, int> names)
{
    internal void Append(StringBuilder result, string text, Match match)
    {
        for (var i = 0; i < template.Length; i++)
            if (template[i] == '$' && i + 1 < template.Length)
                i += AppendReference(result, text, match, i + 1);
            else
                result.Append(template[i]);
    }

    /// <summary>Appends what the <c>$</c> before <paramref name="at"/> stands for, and returns how many characters it took after itself.</summary>
    private int AppendReference(StringBuilder result, string text, Match match, int at)
    {
        switch (template[at])
        {
            case '$': result.Append('$'); return 1;
            case '&': result.Append(match.ValueSpan); return 1;
            case '`': result.Append(text, 0, match.Index); return 1;
            case '\'': result.Append(text, match.Index + match.Length, text.Length - match.Index - match.Length); return 1;
            case '<' when names.Count > 0: return AppendNamed(result, match, at);
            case >= '0' and <= '9': return AppendNumbered(result, match, at);
            default: result.Append('$'); return 0;
        }
    }

    private int AppendNamed(StringBuilder result, Match match, int at)
    {
        var close = template.IndexOf('>', at);
        if (close < 0)
        {
            result.Append('$');
            return 0;
        }

        if (names.TryGetValue(template[(at + 1)..close], out var group))
            result.Append(match.Groups[group].ValueSpan);
        return close - at + 1;
    }

    private int AppendNumbered(StringBuilder result, Match match, int at)
    {
        for (var digits = at + 1 < template.Length && char.IsAsciiDigit(template[at + 1]) ? 2 : 1; digits > 0; digits--)
        {
            var group = int.Parse(template.AsSpan(at, digits), NumberStyles.None, CultureInfo.InvariantCulture);
            if (group == 0 || group >= match.Groups.Count)
                continue;
            result.Append(match.Groups[group].ValueSpan);
            return digits;
        }

        result.Append('$');
        return 0;
    }
}

using System.Text.RegularExpressions;

namespace ComposeServer.Configuration;

/// <summary>Fills in <c>${VAR}</c>, <c>${VAR:-default}</c> and <c>${env:VAR}</c>; everything else in a text stays as it is.</summary>
internal sealed partial class ExpandedText(Func<string, string?> lookup)
{
    private readonly List<string> _values = [];

    /// <summary>Every value that was filled in from the environment.</summary>
    internal IReadOnlyList<string> Values => _values;

    /// <summary>The text with its variables filled in; null, and the variable's name, where one is neither set nor has a default.</summary>
    internal string? Of(string text, out string? missing)
    {
        string? unset = null;
        var expanded = Variable().Replace(text, match =>
        {
            var value = lookup(match.Groups["name"].Value);
            var fallback = match.Groups["default"];
            // As in a shell, ":-" stands in for an empty value too.
            if (fallback.Success && string.IsNullOrEmpty(value))
                return fallback.Value;
            if (value is null)
                unset ??= match.Groups["name"].Value;
            else
                _values.Add(value);
            return value ?? "";
        });
        missing = unset;
        return unset is null ? expanded : null;
    }

    [GeneratedRegex(@"\$\{(env:)?(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}

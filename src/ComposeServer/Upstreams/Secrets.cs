using System.Collections.Immutable;

namespace ComposeServer.Upstreams;

/// <summary>The configured values that must not show in a message, and the texts with them blotted out.</summary>
internal sealed class Secrets
{
    // Shorter values are words such as "1" or "on", and blotting them out would make every message unreadable.
    private const int ShortestSecret = 4;

    private readonly ImmutableArray<string> _values;

    internal Secrets(IEnumerable<string> values) =>
        _values = [.. values.Where(value => value.Length >= ShortestSecret && !bool.TryParse(value, out _)).Distinct().OrderByDescending(value => value.Length)];

    internal string Hidden(string text)
    {
        foreach (var value in _values)
            text = text.Replace(value, "***", StringComparison.Ordinal);
        return text;
    }
}

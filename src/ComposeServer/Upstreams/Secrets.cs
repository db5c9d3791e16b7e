using System.Collections.Immutable;
using ComposeServer.Configuration;

namespace ComposeServer.Upstreams;

/// <summary>The configured values that must not show in a message, and the texts with them blotted out.</summary>
internal sealed class Secrets
{
    // Shorter values are words such as "1" or "on", and blotting them out would make every message unreadable.
    private const int ShortestSecret = 4;

    private readonly ImmutableArray<string> _values;

    internal Secrets(IEnumerable<string> values) =>
        _values = [.. values.Where(value => value.Length >= ShortestSecret && !bool.TryParse(value, out _)).Distinct().OrderByDescending(value => value.Length)];

    /// <summary>Everything in an upstream's configuration that may be a secret.</summary>
    internal static Secrets Of(UpstreamConfiguration server)
    {
        var query = server.Url?.Query.TrimStart('?').Split('&').Select(pair => pair[(pair.IndexOf('=') + 1)..]) ?? [];
        // "Bearer TOKEN": the token alone is as secret.
        var tokens = server.Headers.Values.Select(header => header[(header.LastIndexOf(' ') + 1)..]);
        return new Secrets([.. server.Environment.Values, .. server.Headers.Values, .. tokens, .. server.Expanded, .. FileValues(server), .. query, server.Url?.UserInfo ?? ""]);
    }

    internal string Hidden(string text)
    {
        foreach (var value in _values)
            text = text.Replace(value, "***", StringComparison.Ordinal);
        return text;
    }

    private static IEnumerable<string> FileValues(UpstreamConfiguration server)
    {
        try
        {
            return ChildEnvironment.FromFile(server).Select(variable => variable.Value);
        }
        catch (IOException)
        {
            // Starting it will say so.
            return [];
        }
    }
}

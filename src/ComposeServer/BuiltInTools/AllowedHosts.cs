using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace ComposeServer.BuiltInTools;

/// <summary>
/// The hosts that may be asked: <c>api.example.com</c>, <c>*.example.com</c> (any below it), <c>*</c> (any), each for every port or, with
/// <c>:8080</c> behind it, for one. Only a host that is named in full may have a private address.
/// </summary>
internal sealed class AllowedHosts(ImmutableArray<string> patterns)
{
    private readonly List<(string Host, int? Port)> _entries = [.. patterns.Select(Read)];

    internal bool IsEmpty => _entries.Count == 0;

    internal bool Allows(string host, int port) => Any(Normal(host), port, static (pattern, host) => pattern == host || pattern == "*" || IsBelow(pattern, host));

    /// <summary>Whether a host is named in full, so that its owner must have meant it, wherever it is.</summary>
    internal bool Names(string host, int port) => Any(Normal(host), port, static (pattern, host) => pattern == host);

    private bool Any(string host, int port, Func<string, string, bool> matches)
    {
        foreach (var entry in _entries)
            if ((entry.Port is null || entry.Port == port) && matches(entry.Host, host))
                return true;
        return false;
    }

    private static bool IsBelow(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(pattern[1..], StringComparison.Ordinal);

    private static (string Host, int? Port) Read(string entry)
    {
        var host = entry.Trim();
        var colon = host.LastIndexOf(':');
        // An IPv6 address without brackets has colons of its own.
        var hasPort = colon >= 0 && (host[0] == '[' ? colon > host.IndexOf(']', StringComparison.Ordinal) : host.IndexOf(':', StringComparison.Ordinal) == colon);
        return hasPort && int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (Normal(host[..colon]), port)
            : (Normal(host), null);
    }

    // As a URI has it: in lower case, in ASCII, without brackets or the dot of the root.
    private static string Normal(string host)
    {
        var bare = host.TrimStart('[').TrimEnd(']').TrimEnd('.').ToLowerInvariant();
        if (IPAddress.TryParse(bare, out var address))
            return address.ToString();
        var below = bare.StartsWith("*.", StringComparison.Ordinal) ? 2 : 0;
        return Uri.TryCreate("http://" + bare[below..], UriKind.Absolute, out var uri) ? bare[..below] + uri.IdnHost : bare;
    }
}

using System.Buffers;

namespace ComposeServer.Engine.Schemas.Formats;

/// <summary><c>uri</c> and <c>uri-reference</c>: RFC 3986, appendix A, in ASCII.</summary>
internal static class UriFormat
{
    private const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Unreserved + "%");
    private static readonly SearchValues<char> UserCharacters = SearchValues.Create(Unreserved + "%:");
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(Unreserved + "%:@/");
    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create(Unreserved + "%:@/?");
    private static readonly SearchValues<char> FutureCharacters = SearchValues.Create(Unreserved + ":");

    internal static bool IsUri(string text) => UriParts.Split(text) is { Scheme: not null } parts && IsValid(parts);

    internal static bool IsReference(string text) => IsValid(UriParts.Split(text));

    private static bool IsValid(UriParts parts)
    {
        if (parts.Authority is not null && !IsAuthority(parts.Authority))
            return false;
        // Without a scheme, a colon in the first segment would make one.
        var segment = parts.Path.Split('/')[0];
        if (parts.Scheme is null && parts.Authority is null && segment.Contains(':', StringComparison.Ordinal))
            return false;
        return Holds(parts.Path, PathCharacters) && Holds(parts.Query ?? "", QueryCharacters) && Holds(parts.Fragment ?? "", QueryCharacters);
    }

    private static bool IsAuthority(string authority)
    {
        var at = authority.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0 && !Holds(authority[..at], UserCharacters))
            return false;
        var host = authority[(at + 1)..];
        var end = host.StartsWith('[') ? host.IndexOf(']', StringComparison.Ordinal) + 1 : host.IndexOf(':', StringComparison.Ordinal);
        if (host.StartsWith('[') && end == 0)
            return false;
        var name = end < 0 ? host : host[..end];
        var port = end < 0 ? "" : host[end..];
        return IsHost(name) && (port.Length == 0 || (port[0] == ':' && !port.AsSpan(1).ContainsAnyExceptInRange('0', '9')));
    }

    private static bool IsHost(string name)
    {
        if (!name.StartsWith('['))
            return Holds(name, NameCharacters);
        var literal = name[1..^1];
        if (!literal.StartsWith('v') && !literal.StartsWith('V'))
            return AddressFormat.IsIpv6(literal);
        var dot = literal.IndexOf('.', StringComparison.Ordinal);
        return dot > 1 && literal[1..dot].All(char.IsAsciiHexDigit) && dot + 1 < literal.Length && !literal.AsSpan(dot + 1).ContainsAnyExcept(FutureCharacters);
    }

    private static bool Holds(string text, SearchValues<char> allowed)
    {
        if (text.AsSpan().ContainsAnyExcept(allowed))
            return false;
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                return false;
        return true;
    }
}

namespace ComposeServer.Engine.Schemas.Formats;

/// <summary>The components of a URI reference, split and put together as RFC 3986 says (sections 5.2 and 5.3, appendix B); null where absent.</summary>
internal sealed record UriParts(string? Scheme, string? Authority, string Path, string? Query, string? Fragment)
{
    internal static UriParts Split(string text)
    {
        var (beforeFragment, fragment) = Cut(text, '#');
        var (beforeQuery, query) = Cut(beforeFragment, '?');
        var colon = beforeQuery.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon > 0 && IsScheme(beforeQuery.AsSpan(0, colon)) ? beforeQuery[..colon] : null;
        var rest = scheme is null ? beforeQuery : beforeQuery[(colon + 1)..];
        if (!rest.StartsWith("//", StringComparison.Ordinal))
            return new UriParts(scheme, null, rest, query, fragment);
        var slash = rest.IndexOf('/', 2);
        return slash < 0
            ? new UriParts(scheme, rest[2..], "", query, fragment)
            : new UriParts(scheme, rest[2..slash], rest[slash..], query, fragment);
    }

    /// <summary>A reference made absolute; the base may itself lack a scheme, when a document has no address.</summary>
    internal static string Resolve(string baseUri, string reference)
    {
        var (start, target) = (Split(baseUri), Split(reference));
        if (target.Scheme is not null)
            return (target with { Path = WithoutDots(target.Path) }).ToString();
        if (target.Authority is not null)
            return (target with { Scheme = start.Scheme, Path = WithoutDots(target.Path) }).ToString();
        if (target.Path.Length == 0)
            return (start with { Query = target.Query ?? start.Query, Fragment = target.Fragment }).ToString();
        var path = target.Path.StartsWith('/') ? target.Path : Merge(start, target.Path);
        return (start with { Path = WithoutDots(path), Query = target.Query, Fragment = target.Fragment }).ToString();
    }

    public override string ToString() =>
        $"{(Scheme is null ? "" : Scheme + ":")}{(Authority is null ? "" : "//" + Authority)}{Path}{(Query is null ? "" : "?" + Query)}{(Fragment is null ? "" : "#" + Fragment)}";

    private static string Merge(UriParts start, string path) =>
        start.Authority is not null && start.Path.Length == 0 ? "/" + path : start.Path[..(start.Path.LastIndexOf('/') + 1)] + path;

    private static string WithoutDots(string path)
    {
        if (!path.Contains("./", StringComparison.Ordinal) && !path.EndsWith('.'))
            return path;
        var kept = new List<string>();
        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i] == ".." && kept.Count > 0 && (kept.Count > 1 || kept[0].Length > 0))
                kept.RemoveAt(kept.Count - 1);
            else if (segments[i] is not ("." or ".."))
                kept.Add(segments[i]);
            if (segments[i] is "." or ".." && i == segments.Length - 1)
                kept.Add("");
        }

        return string.Join('/', kept);
    }

    private static (string Before, string? After) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return false;
        return char.IsAsciiLetter(text[0]);
    }
}

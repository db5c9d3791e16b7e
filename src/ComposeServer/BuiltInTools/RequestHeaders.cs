using ComposeServer.Configuration;
using ComposeServer.Engine.Json;

namespace ComposeServer.BuiltInTools;

/// <summary>Headers that a caller wants sent; those by which a request could become another one are refused.</summary>
internal sealed class RequestHeaders
{
    private const int MaxHeaders = 50;
    private const int MaxLength = 8_192;

    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Keep-Alive", "Content-Length", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Accept-Encoding",
        "Proxy-Authorization", "Proxy-Connection", "HTTP2-Settings",
    };

    private readonly List<(string Name, string Text)> _headers = [];

    private RequestHeaders()
    {
    }

    internal static RequestHeaders Read(Value headers)
    {
        if (headers.Kind is not (ValueKind.Nothing or ValueKind.Object))
            throw BuiltInFailureException.Arguments("\"headers\" is no object of texts.");
        var read = new RequestHeaders();
        foreach (var header in headers.Members())
            read.Add(header);
        return read;
    }

    /// <summary>Adds them to a request; to one that goes elsewhere than the first only those that hold no secrets by their name.</summary>
    internal void AddTo(HttpRequestMessage request, bool isSameOrigin)
    {
        foreach (var (name, text) in _headers)
            if ((isSameOrigin || IsHarmless(name)) && !request.Headers.TryAddWithoutValidation(name, text))
                throw BuiltInFailureException.Arguments($"The header \"{name}\" belongs to a body, which a GET or HEAD request has not.");
        if (!request.Headers.Contains("User-Agent"))
            request.Headers.TryAddWithoutValidation("User-Agent", "compose-server");
    }

    private void Add(Member header)
    {
        var (name, value) = header;
        if (!HttpHeader.IsName(name))
            throw BuiltInFailureException.Arguments("\"headers\" has a name that is no header's name (RFC 9110, section 5.1).");
        if (Refused.Contains(name))
            throw BuiltInFailureException.Arguments($"The header \"{name}\" is set by the program itself; leave it out.");
        if (!value.IsText || value.Text() is not { Length: <= MaxLength } text || !HttpHeader.IsText(text))
            throw BuiltInFailureException.Arguments($"The header \"{name}\" is no text of at most {MaxLength} printable ASCII characters in one line.");
        if (_headers.Count == MaxHeaders)
            throw BuiltInFailureException.Arguments($"\"headers\" has more than {MaxHeaders} members.");
        _headers.Add((name, text));
    }

    // What we do not know may be somebody's key.
    private static bool IsHarmless(string name) => name.StartsWith("Accept", StringComparison.OrdinalIgnoreCase) || name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase);
}

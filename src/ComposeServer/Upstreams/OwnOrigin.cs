using System.Collections.Immutable;

namespace ComposeServer.Upstreams;

/// <summary>
/// Gives a server's configured headers to its own origin alone, wherever it redirects to and whatever address it says that messages go to;
/// follows redirects. The framework would take all headers but one along.
/// </summary>
/// <param name="server">The configured address.</param>
/// <param name="headers">The configured headers; they are secrets.</param>
internal sealed class OwnOrigin(Uri server, ImmutableSortedDictionary<string, string> headers) : DelegatingHandler
{
    private const int MaxRedirects = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var hasHeaders = false;
        for (var redirects = 0; ; redirects++)
        {
            if (IsOwn(request.RequestUri!) != hasHeaders)
                hasHeaders = hasHeaders ? Remove(request) : Add(request);
            var response = await base.SendAsync(request, cancellationToken);
            if (redirects == MaxRedirects || Next(response, request) is not { } next)
                return response;
            response.Dispose();
            request.RequestUri = next;
        }
    }

    private bool Add(HttpRequestMessage request)
    {
        foreach (var (name, text) in headers)
            request.Headers.TryAddWithoutValidation(name, text);
        return true;
    }

    private bool Remove(HttpRequestMessage request)
    {
        foreach (var name in headers.Keys)
            request.Headers.Remove(name);
        return false;
    }

    // The same host, once it speaks https, is no stranger.
    private bool IsOwn(Uri target) =>
        string.Equals(target.IdnHost, server.IdnHost, StringComparison.OrdinalIgnoreCase)
        && ((target.Scheme == server.Scheme && target.Port == server.Port)
            || (target.Scheme == Uri.UriSchemeHttps && target.IsDefaultPort && server.IsDefaultPort));

    // Where a message goes on as it is. What asks for a GET instead has no use for a message: such an answer is left as it is.
    private static Uri? Next(HttpResponseMessage response, HttpRequestMessage request)
    {
        var isFollowed = (int)response.StatusCode is 307 or 308 || ((int)response.StatusCode is 301 or 302 or 303 && request.Method == HttpMethod.Get);
        return isFollowed && response.Headers.Location is { } location && Uri.TryCreate(request.RequestUri!, location, out var next)
            && (next.Scheme == Uri.UriSchemeHttps || next.Scheme == request.RequestUri!.Scheme)
            ? next : null;
    }
}

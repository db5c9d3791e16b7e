using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ComposeServer.Engine.Json;

namespace ComposeServer.BuiltInTools;

/// <summary>Sends requests and follows redirects, each step of the way held against the allowed hosts.</summary>
internal sealed class HttpSession(HttpMessageInvoker http, AllowedHosts hosts, BuiltInLimits limits)
{
    private const int MaxRedirects = 5;
    private const string NoAddress = "The host's name has no address.";

    internal async Task<Value> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var url = request.Url;
        for (var redirects = 0; ; redirects++)
        {
            Check(url, redirects);
            using var response = await SendAsync(request, url, cancellationToken);
            if (Redirect(response, url) is not { } next)
                return await ReadAsync(request, url, response, cancellationToken);
            if (next.Scheme == Uri.UriSchemeHttp && url.Scheme == Uri.UriSchemeHttps)
                throw BuiltInFailureException.Of("The response redirects from https to http, which is not followed.");
            url = next;
        }
    }

    private void Check(Uri url, int redirects)
    {
        if (redirects > MaxRedirects)
            throw BuiltInFailureException.Of($"There are more than {MaxRedirects} redirects.");
        if (hosts.Allows(url.IdnHost, url.Port))
            return;
        // With the brackets that an IPv6 address needs beside a port.
        var host = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        var entry = url.IsDefaultPort ? host : $"{host}:{url.Port}";
        var what = redirects > 0 ? "The response redirects to a host that is not allowed" : hosts.IsEmpty ? "No host is allowed yet" : "This host is not allowed";
        throw BuiltInFailureException.Arguments($"{what}: to allow it, add it to settings.json, {{\"builtIn\": {{\"http\": {{\"hosts\": [\"{entry}\"]}}}}}}.");
    }

    private async Task<HttpResponseMessage> SendAsync(FetchRequest request, Uri url, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.AddTo(message, Uri.Compare(url, request.Url, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0);
        try
        {
            return await http.SendAsync(message, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw e.InnerException as BuiltInFailureException ?? BuiltInFailureException.Of(Reason(e));
        }
    }

    private static string Reason(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => NoAddress,
        _ when e.InnerException is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => NoAddress,
        HttpRequestError.SecureConnectionError => "No secure connection came about; the host's certificate may be invalid.",
        HttpRequestError.ConnectionError => "The host could not be connected to.",
        _ when e.InnerException is AuthenticationException => "No secure connection came about; the host's certificate may be invalid.",
        _ when e.InnerException is SocketException => "The host could not be connected to.",
        _ => "The request failed, or its response was no HTTP.",
    };

    private static Uri? Redirect(HttpResponseMessage response, Uri url)
    {
        var status = (int)response.StatusCode;
        if (status is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            return null;
        // "//" alone is a relative reference that leads nowhere.
        if (!Uri.TryCreate(url, location, out var next))
            throw BuiltInFailureException.Of("The response redirects to what is no URL.");
        return next.Scheme == Uri.UriSchemeHttp || next.Scheme == Uri.UriSchemeHttps
            ? next
            : throw BuiltInFailureException.Of("The response redirects to what is neither http nor https.");
    }

    private async Task<Value> ReadAsync(FetchRequest request, Uri url, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var members = new List<Member>
        {
            new("status", Value.Of((int)response.StatusCode)),
            new("url", Value.Of(url.AbsoluteUri)),
            new("headers", HeadersOf(response)),
        };
        var type = response.Content.Headers.ContentType;
        if (type?.MediaType is { } media)
            members.Add(new Member("contentType", Value.Of(media.ToLowerInvariant())));
        var body = request.Method == HttpMethod.Head ? [] : await BodyAsync(request, response, cancellationToken);
        members.Add(body.Length == 0 ? new Member("text", Value.Of(""))
            : ResponseBody.TextOf(body, type) is { } text ? new Member("text", Value.Of(text))
            : new Member("base64", Value.Of(Convert.ToBase64String(body))));
        return Value.Of(members.ToArray());
    }

    private async Task<byte[]> BodyAsync(FetchRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await ResponseBody.ReadAsync(response.Content, request.MaxBytes, limits.MaxBytes, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw BuiltInFailureException.Of("The connection broke before the whole body had come, or the body could not be unpacked.");
        }
    }

    private static Value HeadersOf(HttpResponseMessage response)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            headers[name.ToLowerInvariant()] = string.Join(", ", values);
        return Value.Of(headers.Select(header => new Member(header.Key, Value.Of(header.Value))).ToArray());
    }
}

using ComposeServer.Configuration;
using ModelContextProtocol.Client;

namespace ComposeServer.Upstreams;

/// <summary>The SDK's transport to a server over streamable HTTP or server-sent events.</summary>
internal static class RemoteTransport
{
    internal static HttpClientTransport Of(UpstreamConfiguration server)
    {
        var options = new HttpClientTransportOptions
        {
            Endpoint = server.Url!,
            Name = server.Name,
            TransportMode = server.Transport == Transport.Sse ? HttpTransportMode.Sse : HttpTransportMode.AutoDetect,
        };
        var connections = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(30), AllowAutoRedirect = false };
        var bounded = new BoundedResponses(ChildLines.Longest) { InnerHandler = connections };
        var own = new OwnOrigin(server.Url!, server.Headers) { InnerHandler = bounded };
        // Time limits are ours, a call at a time; the client's own would cut long answers short.
        return new HttpClientTransport(options, new HttpClient(own) { Timeout = Timeout.InfiniteTimeSpan }, ownsHttpClient: true);
    }
}

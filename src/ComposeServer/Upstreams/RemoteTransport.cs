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
        // Time limits are ours, a call at a time; the client's own would cut long answers short.
        var client = new HttpClient(new OwnOrigin(server.Url!, server.Headers) { InnerHandler = connections }) { Timeout = Timeout.InfiniteTimeSpan };
        return new HttpClientTransport(options, client, ownsHttpClient: true);
    }
}

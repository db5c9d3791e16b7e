using System.Net;
using System.Net.Sockets;

namespace ComposeServer.BuiltInTools;

/// <summary>Connects to hosts by the very address that was checked, so that no second look-up can lead elsewhere.</summary>
internal sealed class GuardedConnection(AllowedHosts hosts)
{
    /// <summary>A handler that has no proxy, no cookies, no credentials, follows nothing by itself, and connects through here.</summary>
    internal SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        ActivityHeadersPropagator = null,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseDrainSize = 0,
        ConnectCallback = async (context, cancellationToken) => await ConnectAsync(context.DnsEndPoint, cancellationToken),
    };

    private async Task<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        // Dns throws at 0.0.0.0, which some systems take for themselves.
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        if (!hosts.Names(target.Host, target.Port))
            addresses = Array.FindAll(addresses, PublicAddress.Is);
        if (addresses.Length == 0)
            throw BuiltInFailureException.Arguments(
                $"This host has a private address, and such are only asked when they are named in full: add \"{target.Host}\" to settings.json, {{\"builtIn\": {{\"http\": {{\"hosts\": [\"{target.Host}\"]}}}}}}.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

using System.Reflection;
using ComposeServer.Configuration;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>Opens sessions with one upstream, in the era of the protocol that it speaks.</summary>
internal sealed class Connection(UpstreamConfiguration server, Secrets secrets, ILogger logger, TimeProvider time)
{
    /// <summary>The version of the era in which every request tells its version.</summary>
    internal const string Modern = "2026-07-28";

    /// <summary>The newest version of the era of <c>initialize</c>; a server may answer with an older one.</summary>
    internal const string Legacy = "2025-11-25";

    /// <summary>Who we are, as upstreams are told.</summary>
    internal static readonly Implementation Us = new() { Name = "compose-server", Version = Assembly.GetExecutingAssembly().GetName().Version!.ToString(3) };

    // A server that dies of, or is silent on, the first message of the one era is asked in the other the next time.
    private bool _modernFirst;

    /// <summary>Connects and agrees on a version.</summary>
    /// <exception cref="ConnectionFailedException">It came to nothing; everything is closed again.</exception>
    internal async Task<Session> Open(CancellationToken cancellationToken)
    {
        var modern = server.ProtocolVersion is null ? _modernFirst : server.ProtocolVersion == Modern;
        var (session, refusal) = await Try(modern, cancellationToken);
        if (refusal is { OtherEra: true } && server.ProtocolVersion is null)
            (session, refusal) = await Try(!modern, cancellationToken);
        _modernFirst = session is null ? refusal!.WithoutAnswer != _modernFirst : session.IsModern;
        return session ?? throw new ConnectionFailedException(secrets.Hidden(refusal!.Why));
    }

    private async Task<(Session? Session, Refusal? Refusal)> Try(bool modern, CancellationToken cancellationToken)
    {
        var (incoming, output) = (new Incoming(), new ChildOutput(server.Name, secrets, logger));
        OrderedTransport? transport = null;
        try
        {
            transport = new OrderedTransport(Transport(incoming, output), incoming, modern ? null : server.ProtocolVersion ?? Legacy);
            // Without a log: what the SDK says in it may hold secrets.
            var client = await McpClient.CreateAsync(transport, Options(modern), loggerFactory: null, cancellationToken);
            return (new Session(client, transport, incoming, output, time), null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (transport is not null)
                await transport.DisposeAsync();
            return (null, RefusalOf(e, modern, transport, output));
        }
    }

    private Refusal RefusalOf(Exception failure, bool modern, OrderedTransport? transport, ChildOutput output) => (failure, transport) switch
    {
        (IOException e, null) => new Refusal(e.Message),
        (IOException, { WasConnected: false }) when server.Url is null => new Refusal(
            $"its command \"{Path.GetFileName(server.Command)}\" could not be started: see that the program is installed and can be found."),
        _ => Refusal.Of(failure, modern ? Modern : server.ProtocolVersion ?? Legacy, transport?.Ending, output),
    };

    private IClientTransport Transport(Incoming incoming, ChildOutput output) =>
        server.Url is null ? new ChildTransport(server, output, incoming) : RemoteTransport.Of(server);

    // No capabilities: nobody here answers questions to people or models.
    private McpClientOptions Options(bool modern) => new()
    {
        ClientInfo = Us,
        ProtocolVersion = modern ? Modern : null,
        InitializationTimeout = server.Timeout,
        DiscoverProbeTimeout = Timeout.InfiniteTimeSpan,
        TimeProvider = time,
    };
}

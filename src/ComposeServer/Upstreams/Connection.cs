using ComposeServer.Configuration;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Upstreams;

/// <summary>Opens sessions with one upstream, in the era of the protocol that it speaks.</summary>
internal sealed class Connection(UpstreamConfiguration server, Secrets secrets, ILogger logger, TimeProvider time)
{
    // A server that dies of, or is silent on, the first message of the one era is asked in the other the next time.
    private bool _modernFirst;

    /// <summary>Connects and agrees on a version.</summary>
    /// <exception cref="ConnectionFailedException">It came to nothing; everything is closed again.</exception>
    internal async Task<Session> Open(CancellationToken cancellationToken)
    {
        var modern = server.ProtocolVersion is null ? _modernFirst : server.ProtocolVersion == Handshake.Modern;
        var (session, refusal) = await Try(modern, cancellationToken);
        if (refusal is { OtherEra: true } && server.ProtocolVersion is null)
            (session, refusal) = await Try(!modern, cancellationToken);
        _modernFirst = session is null ? refusal!.WithoutAnswer != _modernFirst : session.VersionInRequests is not null;
        return session ?? throw new ConnectionFailedException(secrets.Hidden(refusal!.Why));
    }

    private async Task<(Session? Session, Refusal? Refusal)> Try(bool modern, CancellationToken cancellationToken)
    {
        Session? session = null;
        Refusal? refusal = null;
        try
        {
            session = new Session(await Wire(cancellationToken), time);
            refusal = modern
                ? await Handshake.Discover(session, server.Timeout, cancellationToken)
                : await Handshake.Initialize(session, server.ProtocolVersion ?? Handshake.Legacy, server.Timeout, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return refusal is null ? (session, null) : (null, refusal);
        }
        catch (IOException e)
        {
            return (null, new Refusal(e.Message, OtherEra: false));
        }
        finally
        {
            if (session is not null && (refusal is not null || cancellationToken.IsCancellationRequested))
                await session.DisposeAsync();
        }
    }

    private async Task<IWire> Wire(CancellationToken cancellationToken) =>
        server.Transport == Transport.Stdio ? StdioWire.Start(server, secrets, logger) : await HttpWire.Open(server, cancellationToken);
}

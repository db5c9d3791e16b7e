using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>A transport of the SDK whose messages are heard in order before the SDK's client handles them side by side.</summary>
/// <param name="transport">The SDK's transport.</param>
/// <param name="incoming">Hears the messages.</param>
/// <param name="legacyVersion">The version to ask for in the handshake of the first era; null to leave the era to the client.</param>
internal sealed class OrderedTransport(IClientTransport transport, Incoming incoming, string? legacyVersion) : IClientTransport, IAsyncDisposable
{
    private Connected? _connected;

    public string Name => transport.Name;

    /// <summary>Why the connection has ended; null when it has not, or never began.</summary>
    internal ClientCompletionDetails? Ending =>
        (_connected?.MessageReader.Completion.Exception?.InnerException as ClientTransportClosedException)?.Details;

    internal bool WasConnected => _connected is not null;

    /// <summary>The connection to a child; null before there is one, and for remote servers.</summary>
    internal ChildConnection? Child => _connected?.Child;

    public async Task<ITransport> ConnectAsync(CancellationToken cancellationToken = default) =>
        _connected = new Connected(await transport.ConnectAsync(cancellationToken), incoming, legacyVersion);

    public ValueTask DisposeAsync() => transport is IAsyncDisposable disposable ? disposable.DisposeAsync() : ValueTask.CompletedTask;

    private sealed class Connected(ITransport transport, Incoming incoming, string? legacyVersion) : ITransport
    {
        internal ChildConnection? Child => transport as ChildConnection;

        public string? SessionId => transport.SessionId;

        public ChannelReader<JsonRpcMessage> MessageReader { get; } = new OrderedMessages(transport.MessageReader, incoming);

        // The client asks for the newest era first. Most servers speak the older one, and some die of a method they do not know; a client
        // that is bound to a version refuses servers which answer an older one. So its first question is answered here, as such a server would.
        public Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default) =>
            legacyVersion is not null && message is JsonRpcRequest { Method: RequestMethods.ServerDiscover }
                ? throw new UnsupportedProtocolVersionException(Connection.Modern, [legacyVersion])
                : transport.SendMessageAsync(message, cancellationToken);

        public ValueTask DisposeAsync() => transport.DisposeAsync();
    }
}

namespace ComposeServer.Upstreams;

/// <summary>What carries JSON-RPC messages to an upstream and back: the streams of a child process, or HTTP.</summary>
internal interface IWire : IAsyncDisposable
{
    /// <summary>Why <see cref="Receive"/> has ended, for people; it may hold secrets.</summary>
    string Ending { get; }

    /// <summary>Sends one message. Null when it is on its way; an answer when sending already tells what became of the request in it.</summary>
    Task<Answer?> Send(byte[] message, CancellationToken cancellationToken);

    /// <summary>What comes in, in the order in which the upstream sent it; ends when the connection is gone. To be read once.</summary>
    IAsyncEnumerable<IncomingMessage> Receive(CancellationToken cancellationToken);
}

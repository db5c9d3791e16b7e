using System.Collections.Immutable;
using System.Text.Json;
using System.Threading.Channels;
using ModelContextProtocol.Client;

namespace ComposeServer.Upstreams;

/// <summary>A session with an upstream over the SDK's client: requests and their answers, progress in order, notices of changed tools.</summary>
internal sealed partial class Session : IAsyncDisposable
{
    // A child that does not go is killed by then; a remote server may be silent on our farewell.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(20);

    private readonly McpClient _client;
    private readonly OrderedTransport _transport;
    private readonly Incoming _incoming;
    private readonly ChildOutput _output;
    private readonly ChildConnection? _child;
    private readonly TimeProvider _time;
    private volatile string? _ending;

    internal Session(McpClient client, OrderedTransport transport, Incoming incoming, ChildOutput output, TimeProvider time)
    {
        (_client, _transport, _incoming, _output, _time) = (client, transport, incoming, output, time);
        _child = transport.Child;
        IsModern = client.NegotiatedProtocolVersion == Connection.Modern;
        _ = Watch();
    }

    /// <summary>Whether it speaks MCP 2026-07-28, whose servers tell of changes only those who have asked.</summary>
    internal bool IsModern { get; }

    /// <summary>One item, however many notices came, when the upstream's tools have changed or may have; ends with the connection.</summary>
    internal ChannelReader<bool> ToolChanges => _incoming.ToolChanges;

    internal bool IsOpen => _ending is null;

    /// <summary>Why the connection is gone; it may hold secrets.</summary>
    internal string Ending => _ending ?? "it was closed";

    /// <summary>Hears which tools were listed.</summary>
    internal void Know(ImmutableArray<JsonElement> tools)
    {
        if (_child is null && IsModern)
            HeaderTools.Tell(_client, tools);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync().AsTask().WaitAsync(Farewell).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _transport.DisposeAsync();
        Close("it was closed");
    }

    private async Task Watch()
    {
        var details = await _client.Completion;
        // Answers that came before the end are still being handed out.
        if (_child is null && _incoming.IsWaiting)
            await Task.Delay(Settling);
        Close(Upstreams.Ending.Of(details, _output));
    }

    private void Close(string why)
    {
        if (Interlocked.CompareExchange(ref _ending, why, null) is null)
            _incoming.EndToolChanges();
        _incoming.GiveUpAll(Answer.Lost(Ending));
    }
}

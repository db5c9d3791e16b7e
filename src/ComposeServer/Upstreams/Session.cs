using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Upstreams;

/// <summary>A JSON-RPC session with an upstream: requests and their answers, progress in order, notices of changed tools.</summary>
/// <remarks>
/// Everything that comes in is handled by one loop in the order in which it came: no progress is lost, none comes after the answer.
/// A request that is given up is cancelled upstream, which the SDK's client does not do.
/// </remarks>
internal sealed class Session : IAsyncDisposable
{
    private readonly IWire _wire;
    private readonly TimeProvider _time;
    private readonly Task _pump;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<long, PendingRequest> _pending = new();
    private readonly Channel<bool> _toolChanges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _lastId;
    private volatile bool _closed;

    internal Session(IWire wire, TimeProvider time)
    {
        (_wire, _time) = (wire, time);
        _pump = Task.Run(Pump);
    }

    /// <summary>The protocol version of which every request tells (2026-07-28); null where it was agreed on once.</summary>
    internal string? VersionInRequests { get; set; }

    /// <summary>One item, however many notices came, when the upstream says that its tools have changed; ends with the connection.</summary>
    internal ChannelReader<bool> ToolChanges => _toolChanges.Reader;

    /// <summary>Completes when the connection is gone.</summary>
    internal Task Closed => _pump;

    internal bool IsOpen => !_closed;

    /// <summary>Why the connection is gone; it may hold secrets.</summary>
    internal string Ending => _wire.Ending;

    /// <summary>Sends a request and waits for what becomes of it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Writes the members of <c>params</c>.</param>
    /// <param name="silence">How long the upstream may give no sign of life.</param>
    /// <param name="progress">Hears of progress, in order.</param>
    /// <param name="cancellationToken">Gives the request up: the upstream is told, and the answer is <see cref="Answer.Outcome.Cancelled"/>.</param>
    internal async Task<Answer> Request(
        string method, Action<Utf8JsonWriter> parameters, TimeSpan silence, Action<ToolProgress>? progress, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var message = OutgoingMessage.Request(id, method, parameters, VersionInRequests);
        using var pending = new PendingRequest(progress, silence, _time);
        _pending[id] = pending;
        if (_closed)
            pending.End(Answer.Lost(Ending));
        await using var registration = cancellationToken.Register(() => pending.End(Answer.Cancelled));
        _ = Send(pending, message);
        var answer = await pending.Answered;
        _pending.TryRemove(id, out _);
        if (answer.Kind is Answer.Outcome.TimedOut or Answer.Outcome.Cancelled)
            _ = GiveUp(pending, id, method, answer.Kind);
        return answer;
    }

    /// <summary>As if the upstream had said that its tools have changed.</summary>
    internal void AssumeToolsChanged() => _toolChanges.Writer.TryWrite(true);

    internal Task Notify(string method, Action<Utf8JsonWriter>? parameters) => Post(OutgoingMessage.Notification(method, parameters));

    public async ValueTask DisposeAsync()
    {
        await _wire.DisposeAsync();
        await _closing.CancelAsync();
        await _pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Send(PendingRequest pending, byte[] message)
    {
        try
        {
            if (await _wire.Send(message, pending.Sending) is { } answer)
                pending.End(answer);
        }
        catch (Exception e)
        {
            pending.End(Answer.Lost($"the request could not be sent ({e.GetType().Name})"));
        }
    }

    // MCP, cancellation: by a notice, and over HTTP (2026-07-28) by hanging up; the handshake must not be cancelled.
    private async Task GiveUp(PendingRequest pending, long id, string method, Answer.Outcome why)
    {
        if (method is not ("initialize" or "server/discover"))
            await Notify("notifications/cancelled", writer => OutgoingMessage.WriteCancelled(writer, id, why));
        pending.StopSending();
    }

    // A notice or a reply that cannot be sent is not missed: the connection is going.
    private Task Post(byte[] message) =>
        _wire.Send(message, _closing.Token).WaitAsync(TimeSpan.FromSeconds(2), _time).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task Pump()
    {
        try
        {
            await foreach (var message in _wire.Receive(_closing.Token))
                TryHandle(message);
        }
        finally
        {
            _closed = true;
            foreach (var pending in _pending.Values)
                pending.End(Answer.Lost(Ending));
            _toolChanges.Writer.TryComplete();
        }
    }

    private void TryHandle(IncomingMessage message)
    {
        try
        {
            Handle(message);
        }
        catch (Exception)
        {
            // Whatever is odd about one message, or goes wrong in who hears of it, must not take the others with it.
        }
    }

    private void Handle(IncomingMessage incoming)
    {
        var message = incoming.Message;
        var hasId = message.TryGetProperty("id", out var id);
        if (!message.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String)
            HandleAnswer(id, incoming);
        else if (hasId)
            _ = Post(OutgoingMessage.Reply(id, method.ValueEquals("ping")));
        else if (method.ValueEquals("notifications/progress"))
            HandleProgress(message);
        else if (method.ValueEquals("notifications/tools/list_changed"))
            _toolChanges.Writer.TryWrite(true);
    }

    private void HandleAnswer(JsonElement id, IncomingMessage incoming)
    {
        if (!MessageParts.TryId(id, out var number) || !_pending.TryGetValue(number, out var pending))
            return;
        if (incoming.Message.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            pending.End(MessageParts.ErrorOf(error));
        else if (incoming.Message.TryGetProperty("result", out var result))
            pending.End(Answer.Of(result, incoming.Sound));
        else
            pending.End(Answer.Unusable("its answer holds neither a result nor an error"));
    }

    private void HandleProgress(JsonElement message)
    {
        if (!message.TryGetProperty("params", out var parameters) || parameters.ValueKind != JsonValueKind.Object)
            return;
        if (!parameters.TryGetProperty("progressToken", out var token) || !MessageParts.TryId(token, out var id) || !_pending.TryGetValue(id, out var pending))
            return;
        pending.Hear(MessageParts.ProgressOf(parameters));
    }
}

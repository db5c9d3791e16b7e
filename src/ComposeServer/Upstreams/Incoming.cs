using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>Hears what an upstream sends, in the order in which it came: progress, notices of changed tools, answers that are none.</summary>
internal sealed class Incoming
{
    // The client counts its own requests from one.
    private const long FirstId = 1 << 20;

    private readonly ConcurrentDictionary<long, PendingRequest> _pending = new();
    private readonly Channel<bool> _toolChanges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _lastId = FirstId;
    private int _waiting;

    /// <summary>One item, however many notices came, when the upstream's tools have changed or may have; ends with the connection.</summary>
    internal ChannelReader<bool> ToolChanges => _toolChanges.Reader;

    internal bool IsWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>Whether the next answer can only be that to one request.</summary>
    internal bool IsWaitingForOne => Volatile.Read(ref _waiting) == 1;

    /// <summary>Takes a request in; gives the id under which it is to be sent.</summary>
    internal long Add(PendingRequest request)
    {
        var id = Interlocked.Increment(ref _lastId);
        _pending[id] = request;
        Interlocked.Increment(ref _waiting);
        return id;
    }

    internal void Remove(long id) => TryTake(id, out _);

    /// <summary>Whether a request with this id waits for its answer.</summary>
    internal bool Waits(long id) => _pending.ContainsKey(id);

    /// <summary>Nothing more will come.</summary>
    internal void EndToolChanges() => _toolChanges.Writer.TryComplete();

    internal void GiveUpAll(Answer answer)
    {
        foreach (var pending in _pending.Values)
            pending.GiveUp(answer);
    }

    internal void Hear(JsonRpcMessage message)
    {
        try
        {
            if (message is JsonRpcResponse response)
                HearQuestion(response);
            else if (message is JsonRpcNotification { Method: NotificationMethods.ProgressNotification, Params: JsonObject progress })
                HearProgress(progress);
            // What changed before it listened to us, while it was being listed or while nobody asked, is not told again.
            else if (message is JsonRpcNotification { Method: NotificationMethods.ToolListChangedNotification or NotificationMethods.SubscriptionsAcknowledgedNotification })
                _toolChanges.Writer.TryWrite(true);
        }
        catch (Exception)
        {
            // Whatever is odd about one message, or goes wrong in who hears of it, must not take the others with it.
        }
    }

    /// <summary>Hears the answer to a request of ours.</summary>
    /// <param name="id">The request.</param>
    /// <param name="answer">What came.</param>
    /// <param name="handOver">Whether whoever waits for it goes on on another thread, because this one has more to hear.</param>
    internal void HearAnswer(long id, Answer answer, bool handOver)
    {
        if (!TryTake(id, out var pending))
            return;
        if (handOver)
            pending.GiveUp(answer);
        else
            pending.Bring(answer);
    }

    /// <summary>Hears a message that is for nobody else, as most notices are; false when it is not such a one.</summary>
    internal bool HearsAlone(JsonRpcMessage message)
    {
        if (message is not JsonRpcNotification { Method: not (NotificationMethods.ToolListChangedNotification or NotificationMethods.CancelledNotification) })
            return false;
        Hear(message);
        return true;
    }

    private bool TryTake(long id, [NotNullWhen(true)] out PendingRequest? pending)
    {
        if (!_pending.TryRemove(id, out pending))
            return false;
        Interlocked.Decrement(ref _waiting);
        return true;
    }

    // MCP 2026-07-28, multi round-trip requests: nobody here can answer, and the client would say so in words of its own.
    private void HearQuestion(JsonRpcResponse response)
    {
        if (response is { Id.Id: long id, Result: JsonObject result } && _pending.TryGetValue(id, out var pending)
            && MessageParts.TextOf(result, "resultType") == "input_required" && result["inputRequests"] is JsonObject { Count: > 0 })
            pending.GiveUp(Answer.Question);
    }

    private void HearProgress(JsonObject parameters)
    {
        if (MessageParts.TryId(MessageParts.Member(parameters, "progressToken"), out var id) && _pending.TryGetValue(id, out var pending))
            pending.Hear(MessageParts.ProgressOf(parameters));
    }
}

using System.Collections.Concurrent;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Hosting;

/// <summary>The requests that have been read and not yet answered, so that the end of input lets them be answered.</summary>
internal sealed class RequestsInFlight
{
    private readonly ConcurrentDictionary<RequestId, byte> _open = new();
    private readonly TaskCompletionSource _endCame = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _messages;

    internal bool Any => !_open.IsEmpty;

    /// <summary>How many messages have been taken up.</summary>
    internal int Messages => Volatile.Read(ref _messages);

    /// <summary>Completes when the notice that stands at the end of input has been taken up.</summary>
    internal Task EndCame => _endCame.Task;

    internal void Came(JsonRpcMessage message)
    {
        // A subscription is answered only when it ends, so nobody waits for it.
        if (message is JsonRpcRequest { Method: not RequestMethods.SubscriptionsListen } request)
            _open[request.Id] = 0;
        if (message is JsonRpcNotification { Method: InputStream.EndNotice })
            _endCame.TrySetResult();
        else
            Interlocked.Increment(ref _messages);
    }

    /// <summary>It was cancelled, and will not be answered.</summary>
    internal void Cancelled(JsonRpcMessage message)
    {
        if (message is JsonRpcRequest request)
            _open.TryRemove(request.Id, out _);
    }

    internal void Went(JsonRpcMessage message)
    {
        if (message is JsonRpcMessageWithId answer and not JsonRpcRequest)
            _open.TryRemove(answer.Id, out _);
    }
}

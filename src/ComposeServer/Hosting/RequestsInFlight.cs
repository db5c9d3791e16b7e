using System.Collections.Concurrent;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Hosting;

/// <summary>The requests that have been read and not yet answered, so that the end of input lets them be answered.</summary>
internal sealed class RequestsInFlight
{
    private readonly ConcurrentDictionary<RequestId, byte> _open = new();

    internal bool Any => !_open.IsEmpty;

    internal void Came(JsonRpcMessage message)
    {
        // A subscription is answered only when it ends, so nobody waits for it.
        if (message is JsonRpcRequest { Method: not RequestMethods.SubscriptionsListen } request)
            _open[request.Id] = 0;
    }

    internal void Went(JsonRpcMessage message)
    {
        if (message is JsonRpcMessageWithId answer and not JsonRpcRequest)
            _open.TryRemove(answer.Id, out _);
    }
}

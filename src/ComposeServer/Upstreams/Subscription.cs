using ComposeServer.Engine.Json;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>Keeps the stream open over which a server of MCP 2026-07-28 tells that its tools have changed.</summary>
internal sealed class Subscription(Session session, TimeProvider time)
{
    private readonly Backoff _backoff = new();

    /// <summary>Asks, and asks again when the stream ends, until the connection is gone or the server does not offer it.</summary>
    internal async Task Keep(CancellationToken cancellationToken)
    {
        while (session.IsOpen && !cancellationToken.IsCancellationRequested)
        {
            var answer = await session.Request(RequestMethods.SubscriptionsListen, Wanted(), Timeout.InfiniteTimeSpan, null, null, cancellationToken);
            if (answer.Kind is Answer.Outcome.Error or Answer.Outcome.Cancelled)
                return;
            await Task.Delay(_backoff.Next(), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Member[] Wanted() => [new Member("notifications", Value.Of([new Member("toolsListChanged", Value.True)]))];
}

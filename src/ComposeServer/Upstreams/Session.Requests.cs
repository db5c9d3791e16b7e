using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Engine.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>Requests over the SDK's client, and what becomes of them.</summary>
/// <remarks>
/// They are raw, so that what the SDK has no types for passes unchanged, and they carry ids of ours, because a request that is
/// given up must be cancelled upstream, which the SDK's client does not do.
/// </remarks>
internal sealed partial class Session
{
    private static readonly TimeSpan NoticePatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    /// <summary>Sends a request and waits for what becomes of it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="silence">How long the upstream may give no sign of life.</param>
    /// <param name="progress">Hears of progress, in order.</param>
    /// <param name="trace">The trace that the request is part of; null for none.</param>
    /// <param name="cancellationToken">Gives the request up: the upstream is told, and the answer is <see cref="Answer.Outcome.Cancelled"/>.</param>
    internal async Task<Answer> Request(
        string method, JsonObject parameters, TimeSpan silence, Action<ToolProgress>? progress, TraceContext? trace, CancellationToken cancellationToken)
    {
        if (!IsOpen)
            return Answer.Lost(Ending);
        using var pending = new PendingRequest(progress, silence, _time);
        var id = _incoming.Add(pending);
        await using var registration = cancellationToken.UnsafeRegister(static request => ((PendingRequest)request!).GiveUp(Answer.Cancelled), pending);
        if (method == RequestMethods.ToolsCall)
            parameters["_meta"] = Meta(id, trace);
        // Over HTTP a request is given up by hanging up too; a child is only told, or the SDK might tell it once more.
        var sending = _isRemote ? new CancellationTokenSource() : null;
        var request = new JsonRpcRequest { Id = new RequestId(id), Method = method, Params = parameters };
        var asking = Ask(request, sending?.Token ?? CancellationToken.None);
        await Task.WhenAny(asking, pending.GivenUp);
        var answer = await (pending.GivenUp.IsCompleted ? pending.GivenUp : asking);
        pending.End();
        _incoming.Remove(id);
        if (answer.Kind is Answer.Outcome.TimedOut or Answer.Outcome.Cancelled)
            _ = Cancel(id, answer.Kind, sending);
        return answer;
    }

    private static JsonObject Meta(long id, TraceContext? trace)
    {
        var meta = new JsonObject { ["progressToken"] = id };
        if (trace is null)
            return meta;
        meta["traceparent"] = trace.Parent;
        if (trace.State is { } state)
            meta["tracestate"] = state;
        return meta;
    }

    private async Task<Answer> Ask(JsonRpcRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return ResultJson.Read((await _client.SendRequestAsync(request, cancellationToken)).Result);
        }
        catch (Exception e)
        {
            return await AnswerOf(e);
        }
    }

    private async Task<Answer> AnswerOf(Exception failure)
    {
        switch (failure)
        {
            case McpProtocolException e:
                return Answer.Of(e);
            case HttpRequestException { StatusCode: not null } e:
                return Answer.Lost(Upstreams.Ending.Of(e));
            case HttpRequestException e:
                // Nobody is there any more: the connection as a whole is gone, not only this call.
                Close(Upstreams.Ending.Of(e));
                return Answer.Lost(Ending);
            case IOException { InnerException: InvalidOperationException or ArgumentException or JsonException }:
                return Answer.Unsendable;
            case IOException or OperationCanceledException:
                await ((Task)_client.Completion).WaitAsync(EndPatience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return Answer.Lost(_client.Completion.IsCompletedSuccessfully ? Upstreams.Ending.Of(await _client.Completion, _output) : Ending);
            default:
                return Answer.Unusable("it is not an answer that can be read");
        }
    }

    // A notice that cannot be sent is not missed: the connection is going.
    private async Task Cancel(long id, Answer.Outcome why, CancellationTokenSource? sending)
    {
        var notice = new JsonRpcNotification
        {
            Method = NotificationMethods.CancelledNotification,
            Params = new JsonObject { ["requestId"] = id, ["reason"] = why == Answer.Outcome.TimedOut ? "timeout" : "cancelled by the caller" },
        };
        await _client.SendMessageAsync(notice, CancellationToken.None).WaitAsync(NoticePatience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (sending is not null)
            await sending.CancelAsync();
    }
}

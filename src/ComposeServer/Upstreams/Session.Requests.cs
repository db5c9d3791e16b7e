using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>Requests, and what becomes of them.</summary>
/// <remarks>
/// They are raw, so that what the SDK has no types for passes unchanged, and they carry ids of ours, because a request that is
/// given up must be cancelled upstream, which the SDK's client does not do. To a child they go straight; see <see cref="ChildTransport"/>.
/// </remarks>
internal sealed partial class Session
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1024 };

    private static readonly TimeSpan NoticePatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    /// <summary>Sends a request and waits for what becomes of it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters, without <c>_meta</c>.</param>
    /// <param name="silence">How long the upstream may give no sign of life.</param>
    /// <param name="progress">Hears of progress, in order.</param>
    /// <param name="trace">The trace that the request is part of; null for none.</param>
    /// <param name="cancellationToken">Gives the request up: the upstream is told, and the answer is <see cref="Answer.Outcome.Cancelled"/>.</param>
    internal async Task<Answer> Request(
        string method, Member[] parameters, TimeSpan silence, Action<ToolProgress>? progress, TraceContext? trace, CancellationToken cancellationToken)
    {
        using var pending = new PendingRequest(progress, silence, _time);
        var id = _incoming.Add(pending);
        // Looked at after the request can be found: whoever closes the session gives up all that it finds.
        if (!IsOpen)
            pending.Bring(Answer.Lost(Ending));
        using var registration = cancellationToken.UnsafeRegister(static request => ((PendingRequest)request!).GiveUp(Answer.Cancelled), pending);
        var answer = _child is null
            ? await OverClient(id, method, parameters, trace, pending)
            : await OverLine(id, method, parameters, trace, pending);
        pending.End();
        _incoming.Remove(id);
        return answer.AsksBack ? Answer.Question : answer;
    }

    private async ValueTask<Answer> OverLine(long id, string method, Member[] parameters, TraceContext? trace, PendingRequest pending)
    {
        try
        {
            var sending = _child!.Send(RequestLine.Of(id, method, parameters, trace, IsModern)).AsTask();
            // A child that does not read is not waited for longer than for its answer.
            if (!sending.IsCompletedSuccessfully)
                await await Task.WhenAny(sending, pending.Answered);
        }
        catch (InvalidOperationException)
        {
            return Answer.Unsendable;
        }
        catch (IOException e)
        {
            return await AnswerOf(e);
        }

        var answer = await pending.Answered;
        if (answer.Kind is Answer.Outcome.TimedOut or Answer.Outcome.Cancelled)
            _ = Cancel(id, answer.Kind, sending: null);
        return answer;
    }

    private async ValueTask<Answer> OverClient(long id, string method, Member[] parameters, TraceContext? trace, PendingRequest pending)
    {
        // A request is given up by hanging up too.
        var sending = new CancellationTokenSource();
        var asking = Ask(new JsonRpcRequest { Id = new RequestId(id), Method = method, Params = Parameters(id, method, parameters, trace) }, sending.Token);
        await Task.WhenAny(asking, pending.Answered);
        var answer = await (pending.Answered.IsCompleted ? pending.Answered : asking);
        if (answer.Kind is Answer.Outcome.TimedOut or Answer.Outcome.Cancelled)
            _ = Cancel(id, answer.Kind, sending);
        return answer;
    }

    private static JsonObject Parameters(long id, string method, Member[] parameters, TraceContext? trace)
    {
        // Read anew, because what no text can hold would stop the SDK's writer.
        var members = JsonObject.Create(JsonElement.Parse(Value.Of(parameters).ToUtf8().WrittenSpan, Deep))!;
        if (method == RequestMethods.ToolsCall)
            members["_meta"] = Meta(id, trace);
        return members;
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
                return Answer.Dropped(Upstreams.Ending.Of(e));
            case HttpRequestException e:
                // Nobody is there any more: the connection as a whole is gone, not only this call.
                Close(Upstreams.Ending.Of(e));
                return Answer.Lost(Ending);
            case IOException { InnerException: InvalidOperationException or ArgumentException or JsonException }:
                return Answer.Unsendable;
            case IOException or OperationCanceledException:
                await ((Task)_client.Completion).WaitAsync(EndPatience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return _client.Completion.IsCompletedSuccessfully ? Answer.Lost(Upstreams.Ending.Of(await _client.Completion, _output))
                    : IsOpen ? Answer.Dropped("its answer was cut off") : Answer.Lost(Ending);
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

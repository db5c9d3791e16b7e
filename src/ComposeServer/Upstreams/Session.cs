using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ComposeServer.Engine.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>A session with an upstream over the SDK's client: requests and their answers, progress in order, notices of changed tools.</summary>
/// <remarks>
/// Requests are raw, so that what the SDK has no types for passes unchanged, and they carry ids of ours, because a request that is
/// given up must be cancelled upstream, which the SDK's client does not do.
/// </remarks>
internal sealed class Session : IAsyncDisposable
{
    // A child that does not go is killed by then; a remote server may be silent on our farewell.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan NoticePatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(20);

    private readonly McpClient _client;
    private readonly OrderedTransport _transport;
    private readonly Incoming _incoming;
    private readonly ChildOutput _output;
    private readonly bool _isRemote;
    private readonly TimeProvider _time;
    private volatile string? _ending;

    internal Session(McpClient client, OrderedTransport transport, Incoming incoming, ChildOutput output, bool isRemote, TimeProvider time)
    {
        (_client, _transport, _incoming, _output, _isRemote, _time) = (client, transport, incoming, output, isRemote, time);
        IsModern = client.NegotiatedProtocolVersion == Connection.Modern;
        _ = Watch();
    }

    /// <summary>Whether it speaks MCP 2026-07-28, whose servers tell of changes only those who have asked.</summary>
    internal bool IsModern { get; }

    /// <summary>One item, however many notices came, when the upstream says that its tools have changed; ends with the connection.</summary>
    internal ChannelReader<bool> ToolChanges => _incoming.ToolChanges;

    internal bool IsOpen => _ending is null;

    /// <summary>Why the connection is gone; it may hold secrets.</summary>
    internal string Ending => _ending ?? "it was closed";

    /// <summary>Sends a request and waits for what becomes of it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="silence">How long the upstream may give no sign of life.</param>
    /// <param name="progress">Hears of progress, in order.</param>
    /// <param name="cancellationToken">Gives the request up: the upstream is told, and the answer is <see cref="Answer.Outcome.Cancelled"/>.</param>
    internal async Task<Answer> Request(
        string method, JsonObject parameters, TimeSpan silence, Action<ToolProgress>? progress, CancellationToken cancellationToken)
    {
        using var pending = new PendingRequest(progress, silence, _time);
        var id = _incoming.Add(pending);
        if (!IsOpen)
            pending.GiveUp(Answer.Lost(Ending));
        await using var registration = cancellationToken.UnsafeRegister(static request => ((PendingRequest)request!).GiveUp(Answer.Cancelled), pending);
        if (method == RequestMethods.ToolsCall)
            parameters["_meta"] = new JsonObject { ["progressToken"] = id };
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

    /// <summary>As if the upstream had said that its tools have changed.</summary>
    internal void AssumeToolsChanged() => _incoming.AssumeToolsChanged();

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync().AsTask().WaitAsync(Farewell).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _transport.DisposeAsync();
        Close("it was closed");
        _incoming.GiveUpAll(Answer.Lost(Ending));
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

    private async Task Watch()
    {
        var details = await _client.Completion;
        // Answers that came before the end are still being handed out.
        if (_incoming.IsWaiting)
            await Task.Delay(Settling);
        Close(Upstreams.Ending.Of(details, _output));
    }

    private void Close(string why)
    {
        if (Interlocked.CompareExchange(ref _ending, why, null) is null)
            _incoming.EndToolChanges();
    }
}

using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>Calls of an upstream's tools: a failure is a result, and what is not connected fails at once.</summary>
internal sealed partial class Upstream
{
    /// <summary>Calls a tool by its bare name. Throws only for the cancellation of the call's own token.</summary>
    internal async ValueTask<ToolResult> Call(string bareName, ToolCall call, CancellationToken cancellationToken)
    {
        if (_server.Denies(bareName))
            return ToolResult.Failed(FailureKind.Denied, $"The configuration of server \"{_server.Name}\" denies calls of \"{bareName}\".");
        if (!FirstAnswer.IsCompleted)
            await FirstConnection(cancellationToken);
        // Whoever would only wait for a place behind calls that are dead is told so at once.
        if (_session is { IsOpen: true } && _circuits.Refusal(bareName) is { } refusal)
            return ToolResult.Failed(FailureKind.Unavailable, refusal);
        // A free place is taken without leaving this thread; waiters get theirs in the order in which they came.
        await _places.WaitAsync(cancellationToken);
        try
        {
            return await CallNow(bareName, call, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<ToolResult> CallNow(string bareName, ToolCall call, CancellationToken cancellationToken)
    {
        if (_session is not { IsOpen: true } session)
            return ToolResult.Failed(FailureKind.Unavailable, Unavailable());
        if (!_status.Tools.Has(bareName))
            return ToolResult.Failed(FailureKind.Unavailable, $"Server \"{_server.Name}\" has no usable tool \"{bareName}\" any more.");
        if (_circuits.Enter(bareName, out var trial) is { } refusal)
            return ToolResult.Failed(FailureKind.Unavailable, refusal);
        var answer = Answer.Cancelled;
        try
        {
            var progress = trial == 0 ? call.Context.Progress : ClosingAtProgress(bareName, trial, call);
            answer = await session.Request(RequestMethods.ToolsCall, [new Member("name", Value.Of(bareName)), new Member("arguments", call.Arguments)], _server.Timeout, progress, call.Context.Trace, cancellationToken);
        }
        finally
        {
            Learn(bareName, trial, call, answer);
        }

        if (answer.Kind == Answer.Outcome.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        return CallOutcome.Of(answer, _server, _secrets);
    }

    private void Learn(string bareName, long trial, ToolCall call, Answer answer)
    {
        // Who gave it up was no person, but the timeout of a step.
        if (answer.Kind == Answer.Outcome.Cancelled && call.Context.TimeLimit.IsCancellationRequested)
            answer = Answer.TimedOut;
        var sign = CallOutcome.SignOf(answer);
        var why = sign != Sign.Dead ? "" : answer.Message.Length > 0 ? _secrets.Hidden(answer.Message) : "its answer cannot be used";
        _circuits.Leave(bareName, trial, sign, why);
    }

    // A trial may be a call that takes its time, and need not end for the others to be let through.
    private Action<ToolProgress> ClosingAtProgress(string bareName, long trial, ToolCall call) => progress =>
    {
        _circuits.Leave(bareName, trial, Sign.Alive);
        call.Context.Progress?.Invoke(progress);
    };

    private async Task FirstConnection(CancellationToken cancellationToken)
    {
        try
        {
            await FirstAnswer.WaitAsync(_server.Timeout, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The call will say what state the server is in.
        }
    }

    private string Unavailable()
    {
        var (snapshot, why) = (Snapshot, Snapshot.Error);
        var how = _closing.IsCancellationRequested ? "was taken out of the configuration"
            : snapshot.State == UpstreamState.Failed ? "is not connected"
            : snapshot.EverAnswered ? "is not connected just now and is being started again" : "has not connected yet";
        return $"Server \"{_server.Name}\" {how}{(why is null ? "" : $": {why}")}.";
    }
}

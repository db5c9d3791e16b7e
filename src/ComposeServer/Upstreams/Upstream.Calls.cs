using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>Calls of an upstream's tools: a failure is a result, and what is not connected fails at once.</summary>
internal sealed partial class Upstream
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1024 };

    /// <summary>Calls a tool by its bare name. Throws only for the cancellation of the call's own token.</summary>
    internal async ValueTask<ToolResult> Call(string bareName, ToolCall call, CancellationToken cancellationToken)
    {
        if (_server.Denies(bareName))
            return ToolResult.Failed(FailureKind.Denied, $"The configuration of server \"{_server.Name}\" denies calls of \"{bareName}\".");
        if (!FirstAnswer.IsCompleted)
            await FirstConnection(cancellationToken);
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
        var answer = await session.Request(
            RequestMethods.ToolsCall, Parameters(bareName, call.Arguments), _server.Timeout, call.Context.Progress, call.Context.Trace, cancellationToken);
        if (answer.Kind == Answer.Outcome.Cancelled)
            throw new OperationCanceledException(cancellationToken);
        return CallOutcome.Of(answer, _server, _secrets);
    }

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

    private static JsonObject Parameters(string bareName, Value arguments)
    {
        var element = arguments.ToElement();
        // What no text can hold would stop the SDK's writer.
        if (LoneSurrogates.Possible(element))
            element = JsonDocument.Parse(arguments.ToUtf8().WrittenMemory, Deep).RootElement;
        return new JsonObject { ["name"] = bareName, ["arguments"] = JsonObject.Create(element) };
    }
}

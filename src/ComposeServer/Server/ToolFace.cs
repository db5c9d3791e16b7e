using System.Text.Json.Nodes;
using ComposeServer.Catalog;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Server.Eras;
using ComposeServer.Server.OwnTools;
using ComposeServer.Server.Questions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ComposeServer.Server;

/// <summary>Answers <c>tools/list</c> and <c>tools/call</c>.</summary>
internal sealed partial class ToolFace(LiveCatalog live, OwnToolSet ownTools, FaceSettings settings, Rounds rounds, RawAnswers answers, ILogger<ToolFace> log)
{
    internal async ValueTask<ListToolsResult> ListAsync(RequestContext<ListToolsRequestParams> request, CancellationToken cancellationToken)
    {
        await settings.FirstAnswers(cancellationToken);
        if (ToolPages.Read(live.Current, ownTools.Descriptions, settings.ListComposed, request.Params?.Cursor) is not var (tools, next))
            throw new McpProtocolException("The cursor is not one that this server gave.", McpErrorCode.InvalidParams);
        answers.SetTools(request.JsonRpcRequest.Id, JsonNode.Parse(tools.ToUtf8().WrittenSpan)!);
        return new ListToolsResult { Tools = [], NextCursor = next };
    }

    internal async ValueTask<ResultOrAlternate<CallToolResult>> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var name = request.Params?.Name ?? throw new McpProtocolException("\"name\" is missing.", McpErrorCode.InvalidParams);
        var isModern = ProtocolEra.IsModern(request.Server, request.JsonRpcRequest);
        var asWritten = ownTools.Find(name) is { AnswersFaults: true } ? WrittenArguments.Of(request.JsonRpcRequest) : null;
        var arguments = asWritten ?? WrittenArguments.Of(request.Params.Arguments);
        var trace = TraceMeta.Read(request.Params.Meta);
        var result = isModern && MayAsk(request)
            ? await rounds.AnswerAsync(request, arguments, (call, token) => AnswerAsync(name, Within(trace, call), isModern, token), cancellationToken)
            : await AnswerAtOnceAsync(request, new ToolCall(arguments, new CallContext { Trace = trace }), isModern, cancellationToken);
        return ResultOrAlternate<CallToolResult>.FromAlternate(new RawResult(result), RawResult.TypeInfo);
    }

    private async ValueTask<Value> AnswerAtOnceAsync(RequestContext<CallToolRequestParams> request, ToolCall call, bool isModern, CancellationToken cancellationToken)
    {
        var progress = request.Params!.ProgressToken is { } token ? new ProgressSender(request.Server, token) : null;
        var ask = isModern || !ProtocolEra.CanAsk(request.Server)
            ? null
            : new ClientQuestions(request.Server, ProtocolEra.HasQuestionModes(request.Server, request.JsonRpcRequest), cancellationToken);
        var context = call.Context with { Progress = progress is null ? null : progress.Report, Ask = ask is null ? null : ask.AskAsync };
        var result = await AnswerAsync(request.Params.Name, call with { Context = context }, isModern, cancellationToken);
        if (progress is not null)
            await progress.Flushed();
        return result;
    }

    private static ToolCall Within(TraceContext? trace, ToolCall call) =>
        trace is null ? call : call with { Context = call.Context with { Trace = trace } };

    // An upstream's tool asks nobody through us.
    private bool MayAsk(RequestContext<CallToolRequestParams> request) =>
        Rounds.IsReturn(request.Params!)
        || (ProtocolEra.CanAsk(request.Server) && (live.Current.Composed.ContainsKey(request.Params!.Name) || ownTools.Find(request.Params.Name) is not null));

    private async ValueTask<Value> AnswerAsync(string name, ToolCall call, bool isModern, CancellationToken cancellationToken)
    {
        try
        {
            if (ownTools.Find(name) is { } own)
                return await own.Answer(call, isModern, cancellationToken);
            return ResultMapping.Of(await CallNamed(name, call, cancellationToken), isModern);
        }
        catch (Exception e) when (e is not (OperationCanceledException or McpProtocolException))
        {
            // Failures are values everywhere below: this is a fault of ours, and no reason to leave the caller without an answer.
            LogFault(name, e);
            return ResultMapping.Of(ToolResult.Failed(FailureKind.Transport, $"{name} failed inside the server ({e.GetType().Name}); the server's log says more."), isModern);
        }
    }

    private async ValueTask<ToolResult> CallNamed(string name, ToolCall call, CancellationToken cancellationToken)
    {
        var catalog = live.Current;
        if (catalog.Composed.ContainsKey(name))
            return await ownTools.Runner.RunAsync(name, call, cancellationToken);
        if (catalog.Callable.Find(name) is { IsListed: true } tool)
            return await tool.Tool.Invoke(call, cancellationToken);
        if (catalog.FindBlueprint(name) is not null)
            return await ownTools.Runner.RunAsync(name, call, cancellationToken);
        if (catalog.Departed.Contains(name))
            return ToolResult.Failed(FailureKind.Unavailable, $"The tool \"{name}\" is gone: it was removed, or its server no longer has it. list_composed_tools and find_tools say what there is.");
        if (await settings.WaitForServerOf(name, cancellationToken) && live.Current.Callable.Find(name) is { IsListed: true } late)
            return await late.Tool.Invoke(call, cancellationToken);
        throw new McpProtocolException($"Unknown tool: '{name}'", McpErrorCode.InvalidParams);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The call of {Tool} failed inside the server.")]
    private partial void LogFault(string tool, Exception exception);
}

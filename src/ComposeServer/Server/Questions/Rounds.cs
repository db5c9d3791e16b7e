using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Server.Eras;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ComposeServer.Server.Questions;

/// <summary>
/// Answers <c>tools/call</c> where a server has no requests of its own: with the result, or with questions, to which the client comes
/// back with answers (MCP 2026-07-28, multi round-trip requests).
/// </summary>
internal sealed class Rounds(SuspendedRuns suspended, TimeProvider time)
{
    private const string NoState = "\"requestState\" is none that this server gave for this call, or it was used before, or its time is over. Nothing has changed; call the tool without it to begin anew.";

    /// <summary>Whether a request comes back to a call.</summary>
    internal static bool IsReturn(CallToolRequestParams request) => request.RequestState is not null || request.InputResponses is not null;

    /// <summary>Begins a call, or goes on with one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="begin">Calls the tool, if the call is a new one.</param>
    /// <param name="cancellationToken">The request's; cancelling it cancels the call.</param>
    /// <returns>The MCP result.</returns>
    internal async ValueTask<Value> AnswerAsync(
        RequestContext<CallToolRequestParams> request, Value arguments, Func<ToolCall, CancellationToken, ValueTask<Value>> begin, CancellationToken cancellationToken)
    {
        var parameters = request.Params!;
        var progress = parameters.ProgressToken is { } token ? new ProgressSender(request.Server, token) : null;
        var call = IsReturn(parameters) ? Return(request, arguments) : Begin(arguments, progress, begin);
        while (!await call.GoOnAsync(progress, cancellationToken))
        {
            // A client says with each request whether it can ask.
            if (!ProtocolEra.CanAsk(request.Server))
                call.Questions.FailAll("The client does not support elicitation any more, so nobody could be asked.");
            else if (call.Questions.All is { Length: > 0 } questions)
                return await AskAsync(call, questions, BindingOf(request, arguments));
        }

        call.Dispose();
        return await call.Result;
    }

    private SuspendableCall Begin(Value arguments, ProgressSender? progress, Func<ToolCall, CancellationToken, ValueTask<Value>> begin)
    {
        var call = new SuspendableCall(time);
        call.Start(arguments, progress, begin);
        return call;
    }

    private SuspendableCall Return(RequestContext<CallToolRequestParams> request, Value arguments)
    {
        if (request.Params!.RequestState is not { } state || suspended.Find(state, BindingOf(request, arguments)) is not { } call)
            throw new McpProtocolException(NoState, McpErrorCode.InvalidParams);
        var answers = AnswersTo(call.Questions.All, request.Params.InputResponses);
        if (!suspended.TryTake(state))
            throw new McpProtocolException(NoState, McpErrorCode.InvalidParams);
        foreach (var (question, answer) in answers)
            if (call.Questions.Close(question))
                question.Settle(answer);
        return call;
    }

    // What is not asked is ignored, and what is not answered is asked again, as the protocol wants it (MRTR, "Error handling").
    private static List<(OpenQuestion Question, QuestionAnswer Answer)> AnswersTo(OpenQuestion[] questions, IDictionary<string, InputResponse>? responses)
    {
        var answers = new List<(OpenQuestion, QuestionAnswer)>(questions.Length);
        foreach (var question in questions)
        {
            if (!question.IsShown || responses is null || !responses.TryGetValue(question.Key, out var response))
                continue;
            if (response is null || !QuestionMessage.TryRead(Value.Of(response.RawValue), out var answer))
                throw new McpProtocolException($"\"inputResponses\": \"{question.Key}\" is no answer to a question: \"action\" must be \"accept\", \"decline\" or \"cancel\", and \"content\" an object. Nothing has changed.", McpErrorCode.InvalidParams);
            answers.Add((question, answer));
        }

        return answers;
    }

    private async ValueTask<Value> AskAsync(SuspendableCall call, OpenQuestion[] questions, CallBinding binding)
    {
        foreach (var question in questions)
            question.IsShown = true;
        if (suspended.Suspend(call, binding) is { } state)
            return InputRequired.Of(questions, state);
        await SuspendedRuns.EndAsync(call);
        return ResultMapping.Of(
            ToolResult.Failed(FailureKind.RunLimit, $"{SuspendedRuns.Most} calls wait for answers of people already, the most that may, so this one was cancelled. Answer those first, then call again."),
            isModern: true);
    }

    private static CallBinding BindingOf(RequestContext<CallToolRequestParams> request, Value arguments) =>
        CallBinding.Of(request.Params!.Name, arguments, request.User);
}

using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.Questions;

/// <summary>Questions and answers as MCP writes them (elicitation in form mode).</summary>
internal static class QuestionMessage
{
    /// <summary>The parameters of <c>elicitation/create</c>.</summary>
    internal static Value Parameters(Question question, bool withMode)
    {
        var members = new List<Member>(3);
        if (withMode)
            members.Add(new Member("mode", Value.Of("form")));
        members.Add(new Member("message", Value.Of(question.Message)));
        members.Add(new Member("requestedSchema", Value.Of(question.Schema)));
        return Value.Of([.. members]);
    }

    /// <summary>Reads the result of <c>elicitation/create</c>; false when it is none.</summary>
    internal static bool TryRead(Value result, out QuestionAnswer answer)
    {
        answer = default;
        if (result.Kind != ValueKind.Object || ActionOf(result.Get("action")) is not { } action)
            return false;
        var content = action == QuestionAction.Accept ? result.Get("content") : Value.Nothing;
        if (content.IsNull)
            content = Value.Nothing;
        answer = new QuestionAnswer(action, content);
        return content.IsNothing || content.Kind == ValueKind.Object;
    }

    private static QuestionAction? ActionOf(Value action) => !action.IsText ? null : action.Text() switch
    {
        "accept" => QuestionAction.Accept,
        "decline" => QuestionAction.Decline,
        "cancel" => QuestionAction.Cancel,
        _ => null,
    };
}

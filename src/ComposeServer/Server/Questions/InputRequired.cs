using ComposeServer.Engine.Json;

namespace ComposeServer.Server.Questions;

/// <summary>The answer to a call that needs answers first (MCP 2026-07-28, <c>InputRequiredResult</c>).</summary>
internal static class InputRequired
{
    /// <param name="questions">What is to be asked.</param>
    /// <param name="state">What the client comes back with.</param>
    internal static Value Of(OpenQuestion[] questions, string state) => Value.Of(
    [
        new Member("resultType", Value.Of("input_required")),
        new Member("inputRequests", Value.Of(Array.ConvertAll(questions, static question => new Member(question.Key, Request(question))))),
        new Member("requestState", Value.Of(state)),
    ]);

    private static Value Request(OpenQuestion question) => Value.Of(
    [
        new Member("method", Value.Of(ModelContextProtocol.Protocol.RequestMethods.ElicitationCreate)),
        new Member("params", QuestionMessage.Parameters(question.Question, withMode: true)),
    ]);
}

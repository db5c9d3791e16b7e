using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>Answers questions as a case's <c>answers</c> say, one after another: <c>{"accept": {…}}</c>, <c>{"decline": true}</c>, <c>{"cancel": true}</c>, <c>{"hangs": true}</c>, each perhaps after it <c>takes</c> some seconds.</summary>
internal sealed class ScriptedPerson(JsonElement answers, FakeTime time)
{
    private int _next;

    /// <summary>What was asked.</summary>
    internal List<string> Asked { get; } = [];

    internal async ValueTask<QuestionAnswer> Answer(Question question, CancellationToken cancellationToken)
    {
        Asked.Add(question.Message);
        var answer = answers[_next++];
        if (answer.TryGetProperty("takes", out var seconds))
            await Task.Delay(TimeSpan.FromSeconds(seconds.GetDouble()), time, cancellationToken);
        if (answer.TryGetProperty("hangs", out _))
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        return answer.TryGetProperty("accept", out var content)
            ? new QuestionAnswer(QuestionAction.Accept, Value.Of(content))
            : new QuestionAnswer(answer.TryGetProperty("decline", out _) ? QuestionAction.Decline : QuestionAction.Cancel, Value.Nothing);
    }
}

using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.Questions;

/// <summary>A question that waits for its answer.</summary>
/// <param name="Key">What the client calls it; unique in the call that asks.</param>
/// <param name="Question">What is asked.</param>
internal sealed record OpenQuestion(string Key, Question Question)
{
    private readonly TaskCompletionSource<QuestionAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the client has been told of it: what nobody has seen nobody can have answered.</summary>
    internal bool IsShown { get; set; }

    internal Task<QuestionAnswer> Answer => _answer.Task;

    internal void Settle(QuestionAnswer answer) => _answer.TrySetResult(answer);

    /// <summary>Says that nobody can be asked after all.</summary>
    internal void Fail(string message) => _answer.TrySetException(new AskFailedException(message));
}

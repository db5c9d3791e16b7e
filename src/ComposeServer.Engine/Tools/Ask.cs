namespace ComposeServer.Engine.Tools;

/// <summary>Asks the person behind a call, and waits for the answer; cancelling withdraws the question.</summary>
/// <exception cref="AskFailedException">The question could not be asked.</exception>
internal delegate ValueTask<QuestionAnswer> Ask(Question question, CancellationToken cancellationToken);

using System.Globalization;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.Questions;

/// <summary>The questions of one call that wait for their answers. Safe from any thread.</summary>
internal sealed class OpenQuestions
{
    private const string IsCancelled = "The call was cancelled, so nobody can be asked any more.";

    private readonly Lock _lock = new();
    private readonly List<OpenQuestion> _open = [];
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private bool _isShut;

    /// <summary>How many have been asked so far, answered ones too.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>Those that are open, in the order in which they were asked.</summary>
    internal OpenQuestion[] All
    {
        get
        {
            lock (_lock)
                return [.. _open];
        }
    }

    /// <summary>Ends when a question is open; at once when one is.</summary>
    internal Task AnyAsync()
    {
        lock (_lock)
            return _open.Count > 0 ? Task.CompletedTask : _asked.Task;
    }

    /// <summary>Opens a question and waits for its answer; cancelling withdraws it.</summary>
    /// <exception cref="AskFailedException">Nobody can be asked any more.</exception>
    internal async ValueTask<QuestionAnswer> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var open = Open(question);
        try
        {
            return await open.Answer.WaitAsync(cancellationToken);
        }
        finally
        {
            Close(open);
        }
    }

    /// <summary>Takes a question out, so that it can be settled; false when it has been already.</summary>
    internal bool Close(OpenQuestion question)
    {
        lock (_lock)
            return _open.Remove(question);
    }

    /// <summary>Ends all questions: nobody is there any more, for what a cancelled run asks while it cleans up either.</summary>
    internal void Shut()
    {
        lock (_lock)
            _isShut = true;
        FailAll(IsCancelled);
    }

    /// <summary>Says of those that are open that nobody can be asked after all.</summary>
    internal void FailAll(string reason)
    {
        foreach (var question in All)
            if (Close(question))
                question.Fail(reason);
    }

    private OpenQuestion Open(Question question)
    {
        lock (_lock)
        {
            if (_isShut)
                throw new AskFailedException(IsCancelled);
            var open = new OpenQuestion(string.Create(CultureInfo.InvariantCulture, $"q{++_count}"), question);
            _open.Add(open);
            _asked.TrySetResult();
            _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return open;
        }
    }
}

using System.Globalization;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.Questions;

/// <summary>The questions of one call that wait for their answers. Safe from any thread.</summary>
internal sealed class OpenQuestions
{
    private readonly Lock _lock = new();
    private readonly List<OpenQuestion> _open = [];
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

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

    private OpenQuestion Open(Question question)
    {
        lock (_lock)
        {
            var open = new OpenQuestion(string.Create(CultureInfo.InvariantCulture, $"q{++_count}"), question);
            _open.Add(open);
            _asked.TrySetResult();
            _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return open;
        }
    }
}

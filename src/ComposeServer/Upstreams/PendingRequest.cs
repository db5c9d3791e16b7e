using ComposeServer.Engine.Tools;

namespace ComposeServer.Upstreams;

/// <summary>A request that waits for its answer: what hears of its progress, and what ends it without an answer.</summary>
internal sealed class PendingRequest : IDisposable
{
    // Whoever brings an answer decides on which thread it is taken further.
    private readonly TaskCompletionSource<Answer> _answer = new();
    private readonly Action<ToolProgress>? _progress;
    private readonly TimeSpan _silence;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private bool _ended;

    /// <param name="progress">Hears of progress until the end, never after it.</param>
    /// <param name="silence">How long the upstream may give no sign of life; infinite for requests that stay open.</param>
    /// <param name="time">The clock for that.</param>
    internal PendingRequest(Action<ToolProgress>? progress, TimeSpan silence, TimeProvider time)
    {
        (_progress, _silence) = (progress, silence);
        _timer = time.CreateTimer(static request => ((PendingRequest)request!).GiveUp(Answer.TimedOut), this, silence, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes with the answer, or when there is none to wait for any more: after silence, a cancellation, a lost connection.</summary>
    internal Task<Answer> Answered => _answer.Task;

    /// <summary>Brings the answer; what waits for it goes on within this call.</summary>
    internal void Bring(Answer answer)
    {
        End();
        _answer.TrySetResult(answer);
    }

    /// <summary>Brings the answer; what waits for it goes on on another thread.</summary>
    internal void GiveUp(Answer answer)
    {
        End();
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Waiting.TrySetResult(work.Answer), (Waiting: _answer, Answer: answer), preferLocal: false);
    }

    /// <summary>Nothing is heard any more.</summary>
    internal void End()
    {
        lock (_gate)
            _ended = true;
    }

    internal void Hear(ToolProgress progress)
    {
        // Under the lock, so that nothing is heard after the end.
        lock (_gate)
        {
            if (_ended)
                return;
            _timer.Change(_silence, Timeout.InfiniteTimeSpan);
            _progress?.Invoke(progress);
        }
    }

    public void Dispose() => _timer.Dispose();
}

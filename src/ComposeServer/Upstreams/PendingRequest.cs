using ComposeServer.Engine.Tools;

namespace ComposeServer.Upstreams;

/// <summary>A request that waits for its answer: the first of answer, silence, cancellation and lost connection decides.</summary>
internal sealed class PendingRequest : IDisposable
{
    private readonly TaskCompletionSource<Answer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _sending = new();
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
        _timer = time.CreateTimer(_ => End(Answer.TimedOut), null, silence, Timeout.InfiniteTimeSpan);
    }

    internal Task<Answer> Answered => _answer.Task;

    /// <summary>Ends the sending of the request, where that is still under way.</summary>
    internal CancellationToken Sending => _sending.Token;

    internal void End(Answer answer)
    {
        lock (_gate)
            _ended = true;
        _answer.TrySetResult(answer);
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

    internal void StopSending() => _sending.Cancel();

    // The source of the token is left to the collector: what sends may still look at it.
    public void Dispose() => _timer.Dispose();
}

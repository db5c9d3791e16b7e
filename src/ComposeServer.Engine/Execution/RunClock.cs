namespace ComposeServer.Engine.Execution;

/// <summary>
/// A run's time limit. It counts while anything is at work, and stands still while all that is at work waits for people;
/// then the clocks of the runs around it are told so.
/// </summary>
internal sealed class RunClock : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _over = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Action<bool>? _outer;
    private TimeSpan _left;
    private long _since;
    private int _working;
    private int _waiting;
    private bool _stands;

    /// <param name="limit">The time that the run has.</param>
    /// <param name="time">The clock.</param>
    /// <param name="outer">Hears when this one stands still (true) and goes on (false).</param>
    internal RunClock(TimeSpan limit, TimeProvider time, Action<bool>? outer)
    {
        (_time, _left, _outer) = (time, limit, outer);
        Waiting = waits => Wait(waits ? 1 : -1);
        _since = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((RunClock)state!).End(), this, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when the time is over.</summary>
    internal CancellationToken Over => _over.Token;

    /// <summary>Hears when a call begins (true) and ends (false) to wait for people only.</summary>
    internal Action<bool> Waiting { get; }

    /// <summary>Something begins (1) or ends (−1) to work.</summary>
    internal void Work(int change) => Change(change, 0);

    /// <summary>Something that is at work begins (1) or ends (−1) to wait for a person.</summary>
    internal void Wait(int change) => Change(0, change);

    public void Dispose()
    {
        _timer.Dispose();
        _over.Dispose();
    }

    private void Change(int working, int waiting)
    {
        bool stands;
        lock (_lock)
        {
            _working += working;
            _waiting += waiting;
            stands = _waiting > 0 && _waiting >= _working;
            if (stands == _stands)
                return;
            _stands = stands;
            Switch(stands);
        }

        _outer?.Invoke(stands);
    }

    private void Switch(bool stands)
    {
        if (stands)
            _left -= _time.GetElapsedTime(_since);
        _since = _time.GetTimestamp();
        _timer.Change(stands ? Timeout.InfiniteTimeSpan : _left > TimeSpan.Zero ? _left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void End()
    {
        try
        {
            _over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run has just ended.
        }
    }
}

namespace ComposeServer.Engine.Execution;

/// <summary>
/// A run's time limit, and the caller's leave to go on. It counts while anything is at work, and stands still while all that is at work waits for people;
/// then the clocks of the runs around it are told so.
/// </summary>
internal sealed class RunClock : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ends;
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
    /// <param name="caller">Cancelled when the caller gives up.</param>
    internal RunClock(TimeSpan limit, TimeProvider time, Action<bool>? outer, CancellationToken caller)
    {
        _ends = CancellationTokenSource.CreateLinkedTokenSource(caller);
        (_time, _left, _outer) = (time, limit, outer);
        Waiting = waits => Wait(waits ? 1 : -1);
        Started = _since = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((RunClock)state!).End(), this, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When it began to count, as its time counts.</summary>
    internal long Started { get; }

    /// <summary>Cancelled when the time is over, or the caller gives up.</summary>
    internal CancellationToken Ends => _ends.Token;

    /// <summary>Hears when a call begins (true) and ends (false) to wait for people only.</summary>
    internal Action<bool> Waiting { get; }

    /// <summary>Something begins (1) or ends (−1) to work.</summary>
    internal void Work(int change)
    {
        Interlocked.Add(ref _working, change);
        // Whoever begins to wait at the same time sees this change, or is seen here: both write before they read.
        if (Volatile.Read(ref _waiting) > 0)
            Settle();
    }

    /// <summary>Something that is at work begins (1) or ends (−1) to wait for a person.</summary>
    internal void Wait(int change)
    {
        Interlocked.Add(ref _waiting, change);
        Settle();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _ends.Dispose();
    }

    private void Settle()
    {
        bool stands;
        lock (_lock)
        {
            var waiting = Volatile.Read(ref _waiting);
            stands = waiting > 0 && waiting >= Volatile.Read(ref _working);
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
            _ends.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run has just ended.
        }
    }
}

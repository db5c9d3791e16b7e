namespace ComposeServer.Engine.Tests.Cases;

/// <summary>A clock that stands still until it is moved; timers fire while it moves.</summary>
internal sealed class FakeTime : TimeProvider
{
    internal static readonly DateTimeOffset Beginning = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = Beginning;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
            _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves on; timers that are due on the way fire at their moment.</summary>
    internal void Advance(TimeSpan by)
    {
        var end = _now + by;
        while (Next() is { } timer && timer.Due <= end)
            Fire(timer);
        _now = end;
    }

    /// <summary>Moves to the moment of the timer that is due first, and fires it.</summary>
    internal void AdvanceToNext() => Fire(Next() ?? throw new InvalidOperationException("Nothing is waited for, so this would hang for ever."));

    private void Fire(FakeTimer timer)
    {
        _now = timer.Due > _now ? timer.Due : _now;
        timer.Fire();
    }

    private FakeTimer? Next()
    {
        lock (_lock)
            return _timers.Where(timer => timer.Due < DateTimeOffset.MaxValue).MinBy(timer => timer.Due);
    }

    private sealed class FakeTimer(FakeTime time, Action fire) : ITimer
    {
        internal DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time._now + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        internal void Fire()
        {
            Due = DateTimeOffset.MaxValue;
            fire();
        }
    }
}

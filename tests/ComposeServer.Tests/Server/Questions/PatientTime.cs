namespace ComposeServer.Tests.Server.Questions;

/// <summary>A clock on which short waits take their time, and long ones pass only when the test says so.</summary>
internal sealed class PatientTime : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly List<LongTimer> _timers = [];
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(_ahead.TotalSeconds * TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeSpan.Zero && dueTime < Short)
            return System.CreateTimer(callback, state, dueTime, period);
        var timer = new LongTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
            _timers.Add(timer);
        return timer;
    }

    /// <summary>Lets time pass; timers that are due fire.</summary>
    internal void Pass(TimeSpan time)
    {
        LongTimer[] due;
        lock (_lock)
        {
            _ahead += time;
            due = [.. _timers.Where(timer => timer.Due <= _ahead)];
        }

        foreach (var timer in due)
            timer.Fire();
    }

    private sealed class LongTimer(PatientTime time, Action fire) : ITimer
    {
        internal TimeSpan Due { get; private set; } = TimeSpan.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
                Due = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : time._ahead + dueTime;
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
            Change(Timeout.InfiniteTimeSpan, default);
            fire();
        }
    }
}

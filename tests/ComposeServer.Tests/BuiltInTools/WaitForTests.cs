namespace ComposeServer.Tests.BuiltInTools;

public sealed class WaitForTests
{
    [Fact]
    public async Task Waits_for_as_long_as_it_is_told()
    {
        using var bench = new BuiltInBench { Time = new SteppingTime() };
        Assert.Equal("""{"waitedSeconds":2.5}""", (await bench.Good("wait__for", """{"seconds": 2.5}""")).ToJson());
        Assert.Equal("""{"waitedSeconds":0}""", (await bench.Good("wait__for", """{"seconds": 0}""")).ToJson());
    }

    [Fact]
    public async Task Ends_when_the_call_is_cancelled()
    {
        using var bench = new BuiltInBench();
        using var cancelled = new CancellationTokenSource();
        var waiting = bench.Call("wait__for", """{"seconds": 300}""", cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
    }

    /// <summary>A clock that is set forward by every wait instead of waiting.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Volatile.Read(ref _now);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Add(ref _now, dueTime.Ticks);
            return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}

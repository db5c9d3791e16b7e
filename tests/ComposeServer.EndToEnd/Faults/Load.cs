using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>What callers do until they are stopped: one call after another, each with a payload of its own, of which some are to go wrong.</summary>
internal sealed class Load(Crowd crowd)
{
    // Five timeouts in a row would open the circuit: fewer are under way at once, and each is followed by a call that is answered.
    private readonly SemaphoreSlim _timeOuts = new(3);
    private int _last;
    private int _good;
    private int _failed;
    private int _cancelled;
    private int _timedOut;

    internal int Done => _good + _failed + _cancelled + _timedOut;

    /// <summary>How many runs failed, as the server must have counted them.</summary>
    internal int Failures => _failed + _timedOut + _cancelled;

    internal async Task Run(int seed, CancellationToken stop)
    {
        var chance = new Random(seed);
        while (!stop.IsCancellationRequested)
            await (chance.Next(100) switch
            {
                0 => Fail(),
                1 => Cancel(),
                2 => TimeOut(),
                _ => Succeed(),
            });
    }

    public override string ToString() => $"{_good} good, {_failed} failed, {_cancelled} cancelled, {_timedOut} timed out";

    private async Task Succeed()
    {
        var number = Interlocked.Increment(ref _last);
        var result = (await crowd.Call("soak", $$"""{"m":"payload {{number}}","n":{{number}}}""")).Good().Structured;
        Assert.Equal($"payload {number}", result.GetProperty("m").GetString());
        Assert.Equal(6L * number, result.GetProperty("sum").GetInt64());
        Interlocked.Increment(ref _good);
    }

    private async Task Fail()
    {
        var number = Interlocked.Increment(ref _last);
        Assert.Contains($"payload {number}", (await crowd.Call("soak", Arguments(number, "fail"))).Bad().Text, StringComparison.Ordinal);
        Interlocked.Increment(ref _failed);
    }

    private async Task TimeOut()
    {
        await _timeOuts.WaitAsync(CancellationToken.None);
        Assert.Contains("0.1 s", (await crowd.Call("soak_bounded", Arguments(Interlocked.Increment(ref _last), "hang"))).Bad().Text, StringComparison.Ordinal);
        Interlocked.Increment(ref _timedOut);
        await Succeed();
        _timeOuts.Release();
    }

    private async Task Cancel()
    {
        await crowd.CallAndCancel("soak", Arguments(Interlocked.Increment(ref _last), "hang"), Succeed);
        Interlocked.Increment(ref _cancelled);
    }

    private static string Arguments(int number, string how) => $$"""{"m":"payload {{number}}","n":{{number}},"how":"{{how}}"}""";
}

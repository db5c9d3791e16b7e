using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Execution;

public sealed class ProgressTests
{
    private readonly Bench _bench = new();
    private readonly List<ToolProgress> _heard = [];

    [Fact]
    public async Task Finished_steps_are_counted_and_named()
    {
        _bench.With("slow", Slow);
        await Bench.Call(_bench.Compose("""[{"id":"first","tool":"slow"},{"id":"second","tool":"slow"}]"""), _heard.Add);
        Assert.Equal([(0, "first (1 of 2)"), (1, "first (1 of 2): succeeded"), (2, "second (2 of 2): succeeded")], _heard.Select(one => (one.Progress, one.Message!)));
        Assert.All(_heard, one => Assert.Equal(2, one.Total));
    }

    [Fact]
    public async Task A_call_s_own_progress_is_the_share_between()
    {
        _bench.With("slow", (call, _) => Report(call, (1, 4, "a quarter"), (2, 4, null), (4, 4, "all")));
        await Bench.Call(_bench.Compose("""[{"value":1},{"id":"work","tool":"slow"}]"""), _heard.Add);
        Assert.Contains(_heard, one => one is { Progress: 1.25, Message: "work (2 of 2): a quarter" });
        Assert.Contains(_heard, one => one is { Progress: 1.5 });
        AssertIncreasing();
        Assert.True(_heard[^1].Progress <= 2);
    }

    [Fact]
    public async Task It_increases_strictly_whatever_an_upstream_reports()
    {
        _bench.With("odd", (call, _) => Report(call, (5, null, null), (3, null, null), (double.PositiveInfinity, double.PositiveInfinity, null), (-1, 10, null), (9, 10, null), (9.0000000001, 10, null), (100, 10, null), (1, 0, null)));
        await Bench.Call(_bench.Compose("""[{"tool":"odd"},{"tool":"odd"}]"""), _heard.Add);
        AssertIncreasing();
    }

    [Fact]
    public async Task It_is_told_at_most_twenty_times_a_second()
    {
        _bench.With("busy", (call, _) => Busy(call));
        var started = _bench.Time.GetUtcNow();
        await Bench.Call(_bench.Compose("""[{"tool":"busy"}]"""), _heard.Add);
        Assert.Equal(1, (_bench.Time.GetUtcNow() - started).TotalSeconds);
        Assert.InRange(_heard.Count, 15, 21);
    }

    [Fact]
    public async Task A_nested_run_s_progress_is_the_share_of_its_step()
    {
        _bench.With("slow", Slow);
        _bench.Compose("""[{"id":"a","tool":"slow"},{"id":"b","tool":"slow"}]""", "inner");
        await Bench.Call(_bench.Compose("""[{"id":"outer","tool":"inner"},{"tool":"slow"}]"""), _heard.Add);
        Assert.Contains(_heard, one => one is { Progress: 0.5, Message: "outer (1 of 2): a (1 of 2): succeeded" });
        AssertIncreasing();
    }

    [Fact]
    public async Task A_failure_is_the_last_that_is_told()
    {
        _bench.With("slow", Slow).With("bad", (_, _) => ValueTask.FromResult(ToolResult.Failed(FailureKind.ToolError, "no")));
        await Bench.Call(_bench.Compose("""[{"tool":"slow"},{"tool":"bad"},{"tool":"slow"}]"""), _heard.Add);
        Assert.True(_heard[^1].Progress < 3);
    }

    private void AssertIncreasing()
    {
        for (var i = 1; i < _heard.Count; i++)
            Assert.True((float)_heard[i].Progress > (float)_heard[i - 1].Progress, string.Join(", ", _heard.Select(one => one.Progress)));
    }

    private ValueTask<ToolResult> Slow(ToolCall call, CancellationToken cancellationToken)
    {
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        return ValueTask.FromResult(ToolResult.OfText("done"));
    }

    private ValueTask<ToolResult> Report(ToolCall call, params (double Done, double? Total, string? Message)[] reports)
    {
        foreach (var (done, total, message) in reports)
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(60));
            call.Context.Progress!(new ToolProgress(done, total, message));
        }

        return ValueTask.FromResult(ToolResult.OfText("done"));
    }

    private ValueTask<ToolResult> Busy(ToolCall call)
    {
        for (var i = 1; i <= 1000; i++)
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(1));
            call.Context.Progress!(new ToolProgress(i, 1000, null));
        }

        return ValueTask.FromResult(ToolResult.Of(Value.True));
    }
}

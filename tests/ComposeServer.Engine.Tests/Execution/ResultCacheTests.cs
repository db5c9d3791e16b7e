using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Execution;

public sealed class ResultCacheTests
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);
    private readonly FakeTime _time = new();
    private int _calls;

    [Fact]
    public async Task The_one_that_was_used_longest_ago_goes_first()
    {
        var cache = new ResultCache(mostEntries: 2);
        await Get(cache, "a");
        await Get(cache, "b");
        await Get(cache, "a");
        await Get(cache, "c");
        Assert.Equal([true, false, true], new[] { "a", "b", "c" }.Select(key => cache.Find(key, _time) is not null));
    }

    [Fact]
    public async Task Bytes_are_bounded_too()
    {
        var cache = new ResultCache(mostBytes: 100);
        await Get(cache, "a", new string('x', 30));
        await Get(cache, "b", new string('x', 30));
        Assert.Null(cache.Find("a", _time));
        await Get(cache, "c", new string('x', 3000));
        Assert.Null(cache.Find("c", _time));
    }

    [Fact]
    public async Task Room_is_given_back()
    {
        var cache = new ResultCache(mostBytes: 100);
        for (var i = 0; i < 20; i++)
        {
            await Get(cache, "a", "xxxxxxxxxx");
            _time.Advance(Keep);
            Assert.Null(cache.Find("a", _time));
        }

        await Get(cache, "b");
        Assert.NotNull(cache.Find("b", _time));
    }

    [Fact]
    public async Task A_fault_reaches_all_that_wait_and_is_not_kept()
    {
        var cache = new ResultCache();
        var gate = new TaskCompletionSource<ToolResult>();
        var waiting = Enumerable.Range(0, 3).Select(_ => cache.GetAsync("a", Keep, _time, _ => gate.Task, CancellationToken.None).AsTask()).ToArray();
        gate.SetException(new InvalidOperationException());
        foreach (var one in waiting)
            await Assert.ThrowsAsync<InvalidOperationException>(() => one);
        await Get(cache, "a");
        Assert.Equal(1, _calls);
    }

    private async Task Get(ResultCache cache, string key, string text = "x") => await cache.GetAsync(
        key,
        Keep,
        _time,
        _ =>
        {
            _calls++;
            return Task.FromResult(ToolResult.OfText(text));
        },
        CancellationToken.None);
}

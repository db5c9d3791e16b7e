using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Execution;

public sealed class CancellationTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly CancellationTokenSource _caller = new();
    private CancellationToken _seen;

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task The_caller_s_cancellation_reaches_the_call_in_flight_and_is_thrown_on()
    {
        var tool = _bench.With("hangs", Hangs).Compose("""[{"tool":"hangs"},{"value":1}]""");
        var call = Bench.Call(tool, cancellationToken: _caller.Token).AsTask();
        await _caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(_seen.IsCancellationRequested);
        Assert.Equal(["cancelled", "not_started"], Statuses(Assert.Single(_bench.Ended)));
    }

    [Fact]
    public async Task A_nested_run_is_cancelled_too()
    {
        _bench.With("hangs", Hangs).Compose("""[{"tool":"hangs","timeout":"1m"}]""", "inner");
        var call = Bench.Call(_bench.Compose("""[{"tool":"inner","timeout":"2m"}]"""), cancellationToken: _caller.Token).AsTask();
        await _caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(_seen.IsCancellationRequested);
        Assert.Equal(["inner", "tested"], _bench.Ended.Select(run => run.Tool));
        Assert.All(_bench.Ended, run => Assert.Equal(FailureKind.Cancelled, run.Failure?.Kind));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_says_so_to_whoever_runs_it_directly()
    {
        await _caller.CancelAsync();
        var result = await _bench.Compose("""[{"value":1}]""").RunAsync(Value.EmptyObject, CallContext.Alone, null, _caller.Token);
        Assert.True(result.IsCancelled);
        Assert.Equal(["not_started"], Statuses(result.Run));
        Assert.Equal("cancelled", RunTrace.Of(result).Get("status").Text());
    }

    [Fact]
    public async Task A_call_under_a_timeout_is_told_to_stop()
    {
        _bench.With("hangs", Hangs);
        var call = Bench.Call(_bench.Compose("""[{"tool":"hangs","timeout":"5s"}]""")).AsTask();
        _bench.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(_seen.IsCancellationRequested);
        _bench.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(FailureKind.Timeout, (await call).Failure!.Kind);
        Assert.True(_seen.IsCancellationRequested);
    }

    private static string[] Statuses(RunContext run) => [.. run.Steps.Select(step => StatusWords.Of(step.Status))];

    private async ValueTask<ToolResult> Hangs(ToolCall call, CancellationToken cancellationToken)
    {
        _seen = cancellationToken;
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return ToolResult.OfText("never");
    }
}

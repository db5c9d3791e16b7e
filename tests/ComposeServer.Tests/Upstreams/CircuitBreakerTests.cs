using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tools;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class CircuitBreakerTests : IAsyncLifetime
{
    private const string NoAnswer = """{"result":7}""";

    private readonly FakeTime _time = new();
    private readonly Scripted _scripted = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scripted.DisposeAsync();

    private Task Start(string calls, string more = "\"disabled\":false") =>
        Start(_scripted.Server("s", $$"""{"tools":[{"name":"a"},{"name":"b"}],"calls":{ {{calls}} },"record":"$RECORD"}""", more));

    private async Task Start(ComposeServer.Configuration.UpstreamConfiguration server)
    {
        _scripted.Start(_time, [], server);
        await _scripted.Set.FirstAnswer("s", CancellationToken.None).WaitAsync(Scripted.Patience);
    }

    private async Task<ToolFailure?> Call(string tool) => (await _scripted.Call(tool).WaitAsync(Scripted.Patience)).Failure;

    private async Task Fail(int times, string tool)
    {
        for (var i = 0; i < times; i++)
            Assert.Equal(FailureKind.Transport, (await Call(tool))?.Kind);
    }

    private int Sent() => _scripted.Record().Count(line => line.Contains("tools/call", StringComparison.Ordinal));

    [Fact]
    public async Task What_is_dead_fails_fast_and_is_not_called_until_it_is_time_to_try()
    {
        await Start($$"""   "a":{{NoAnswer}},"b":[{{NoAnswer}},{}]   """);
        await Fail(5, "a");
        Assert.Equal(UpstreamState.Ready, _scripted["s"].State);
        await Fail(1, "b");
        Assert.Equal(UpstreamState.CircuitOpen, _scripted["s"].State);
        Assert.Equal(2, _scripted["s"].Tools.Length);
        var failure = await Call("b");
        Assert.Equal(FailureKind.Unavailable, failure?.Kind);
        Assert.StartsWith("Server \"s\" is not called: its circuit is open since 2026-03-01 12:00:00Z", failure!.Message, StringComparison.Ordinal);
        Assert.Equal(6, Sent());

        _time.Advance(Circuit.FirstBreak);
        Assert.Contains("half-open", _scripted["s"].Error, StringComparison.Ordinal);
        Assert.Null(await Call("b"));
        Assert.Equal((UpstreamState.Ready, null), (_scripted["s"].State, _scripted["s"].Error));
        // The server lives; the one tool has to show for itself.
        Assert.Contains("half-open", _scripted["s"].OpenCircuits["s__a"], StringComparison.Ordinal);
        await Fail(1, "a");
        Assert.Contains("30 s from now", (await Call("a"))?.Message, StringComparison.Ordinal);
        Assert.Null(await Call("b"));
        Assert.Equal(9, Sent());
    }

    [Fact]
    public async Task Silence_opens_it()
    {
        await Start("""  "a":{"never":true}  """, "\"timeout\":\"60s\"");
        var calls = Enumerable.Range(0, 5).Select(_ => _scripted.Call("a")).ToArray();
        await Scripted.Until(() => Sent() == 5, "the calls had arrived");
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.All(await Task.WhenAll(calls).WaitAsync(Scripted.Patience), result => Assert.Equal(FailureKind.Timeout, result.Failure?.Kind));
        Assert.Contains("it did not answer in time", (await Call("a"))?.Message, StringComparison.Ordinal);
        Assert.Null(await Call("b"));
    }

    [Fact]
    public async Task Who_calls_what_is_dead_does_not_wait_for_a_place_first()
    {
        await Start($$"""   "a":{{NoAnswer}},"b":{"never":true}   """, "\"maxConcurrency\":1");
        await Fail(5, "a");
        using var cancellation = new CancellationTokenSource();
        var other = _scripted.Call("b", cancellationToken: cancellation.Token);
        await Scripted.Until(() => Sent() == 6, "the other call had arrived");
        Assert.Equal(FailureKind.Unavailable, (await Call("a"))?.Kind);
        Assert.False(other.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.WaitAsync(Scripted.Patience));
    }

    [Fact]
    public async Task Errors_that_the_server_answers_do_not_open_it()
    {
        await Start("""  "a":{"error":{"code":-32000,"message":"no"}},"b":{"result":{"isError":true,"content":[]}}  """);
        for (var i = 0; i < 8; i++)
            Assert.Equal((FailureKind.Protocol, FailureKind.ToolError), ((await Call("a"))!.Kind, (await Call("b"))!.Kind));
    }

    [Fact]
    public async Task Calls_that_are_given_up_do_not_open_it()
    {
        await Start($$"""   "a":[{{string.Concat(Enumerable.Repeat("""{"never":true},""", 6))}}{}]   """);
        using var cancellation = new CancellationTokenSource();
        var calls = Enumerable.Range(0, 6).Select(_ => _scripted.Call("a", cancellationToken: cancellation.Token)).ToArray();
        await Scripted.Until(() => Sent() == 6, "the calls had arrived");
        await cancellation.CancelAsync();
        foreach (var call in calls)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Scripted.Patience));
        Assert.Null(await Call("a"));
    }

    [Fact]
    public async Task While_one_call_tries_it_the_others_fail_and_its_progress_closes_it()
    {
        await Start($$"""   "a":[{{string.Concat(Enumerable.Repeat(NoAnswer + ",", 5))}}{"progress":[{"progress":1}],"progressEveryMs":500,"never":true},{}]   """);
        await Fail(5, "a");
        _time.Advance(Circuit.FirstBreak);
        using var cancellation = new CancellationTokenSource();
        var heard = new TaskCompletionSource();
        var trial = _scripted.Call("a", progress: _ => heard.TrySetResult(), cancellationToken: cancellation.Token);
        Assert.Contains("half-open", (await Call("a"))?.Message, StringComparison.Ordinal);
        await heard.Task.WaitAsync(Scripted.Patience);
        Assert.Null(await Call("a"));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trial.WaitAsync(Scripted.Patience));
        Assert.Empty(_scripted["s"].OpenCircuits);
    }

    [Fact]
    public async Task A_new_connection_closes_it()
    {
        await Start(_scripted.Server("s", $$"""{"tools":[{"name":"a"},{"name":"b"}],"calls":{"a":{{NoAnswer}},"b":{"die":1} },"record":"$RECORD"}""", "\"timeout\":\"600s\""));
        await Fail(5, "a");
        Assert.Equal(FailureKind.Unavailable, (await Call("a"))?.Kind);
        Assert.Equal(FailureKind.Transport, (await Call("b"))?.Kind);
        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Connecting, "it was being started again");
        // The wait before the restart begins after the old process is gone.
        await Scripted.Until(() => { _time.Advance(TimeSpan.FromMilliseconds(100)); return _scripted["s"].State == UpstreamState.Ready; }, "it was back");
        Assert.Empty(_scripted["s"].OpenCircuits);
        await Fail(4, "a");
    }

    [Fact]
    public async Task Refusals_while_it_restarts_do_not_count()
    {
        await Start("""  "a":{"die":1}  """, "\"timeout\":\"600s\"");
        Assert.Equal(FailureKind.Transport, (await Call("a"))?.Kind);
        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Connecting, "it was being started again");
        for (var i = 0; i < 8; i++)
            Assert.Contains("is being started again", (await Call("b"))?.Message, StringComparison.Ordinal);
        await Scripted.Until(() => { _time.Advance(TimeSpan.FromMilliseconds(100)); return _scripted["s"].State == UpstreamState.Ready; }, "it was back");
        Assert.Null(await Call("b"));
    }
}

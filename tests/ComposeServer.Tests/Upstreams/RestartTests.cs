using System.Diagnostics;
using System.Text.Json;
using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tools;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class RestartTests : IAsyncLifetime
{
    private readonly Scripted _scripted = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scripted.DisposeAsync();

    [Fact]
    public async Task A_server_that_dies_in_a_call_fails_the_call_and_comes_back()
    {
        await _scripted.StartOne("""
            {"startDelayMs":700,"tools":[{"name":"a"},{"name":"b"}],"calls":{"a":{"stderr":["out of cheese, key hunter2!"],"delayMs":50,"die":3}},"record":"$RECORD"}
            """, "\"env\":{\"KEY\":\"hunter2\"}");
        var call = await _scripted.Call("a").WaitAsync(Scripted.Patience);
        Assert.Equal(FailureKind.Transport, call.Failure?.Kind);
        Assert.Contains("exited with code 3; its last words: out of cheese, key ***!", call.Failure!.Message, StringComparison.Ordinal);

        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Connecting, "it was being started again");
        Assert.Equal(2, _scripted["s"].Tools.Length);
        var meanwhile = await _scripted.Call("b").WaitAsync(Scripted.Patience);
        Assert.Equal(FailureKind.Unavailable, meanwhile.Failure?.Kind);
        Assert.Contains("\"s\"", meanwhile.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("exited with code 3", meanwhile.Failure.Message, StringComparison.Ordinal);

        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Ready, "it was back");
        Assert.Null(_scripted["s"].Error);
        Assert.Equal("b", (await _scripted.Call("b")).Value.Text());
        Assert.Equal(0, _scripted.Log.Count("hunter2"));
    }

    [Fact]
    public async Task A_server_that_is_killed_is_noticed_and_comes_back()
    {
        await _scripted.StartOne("""{"tools":[{"name":"a"}],"record":"$RECORD"}""");
        var started = JsonDocument.Parse(_scripted.Record()[0]).RootElement.GetProperty("pid").GetInt32();
        Process.GetProcessById(started).Kill();
        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Connecting, "it was noticed");
        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Ready, "it was back");
    }

    [Fact]
    public async Task A_server_that_fails_at_its_first_start_is_tried_again()
    {
        var first = await _scripted.StartOne("""{"exitAtStart":7,"exitTimes":2,"stderr":["no database"],"tools":[{"name":"a"}],"record":"$RECORD"}""");
        Assert.Equal((UpstreamState.Failed, false), (first.State, first.EverAnswered));
        Assert.Equal("it exited with code 7; its last words: no database", first.Error);
        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Ready, "it was ready");
        Assert.Single(_scripted["s"].Tools);
        Assert.Equal(1, _scripted.Log.Count("no database") - _scripted.Log.Count("Debug [s] no database"));
    }

    [Fact]
    public async Task A_missing_command_is_said()
    {
        _scripted.Start(Scripted.Server("""{"s":{"command":"no-such-program-anywhere","args":["secret-argument"]}}"""));
        var snapshot = (await _scripted.Set.FirstAnswer("s", CancellationToken.None).WaitAsync(Scripted.Patience))!;
        Assert.Equal(UpstreamState.Failed, snapshot.State);
        Assert.Equal("its command \"no-such-program-anywhere\" could not be started: see that the program is installed and can be found.", snapshot.Error);
        Assert.Equal(1, _scripted.Log.Count("no-such-program-anywhere"));
        Assert.Equal(0, _scripted.Log.Count("secret-argument"));
    }

    [Fact]
    public async Task A_silent_server_has_failed_when_its_time_is_up()
    {
        var snapshot = await _scripted.StartOne("""{"silent":true}""", "\"timeout\":\"500ms\"");
        Assert.Equal((UpstreamState.Failed, "it did not answer"), (snapshot.State, snapshot.Error));
    }

    [Fact]
    public async Task A_modern_server_that_is_silent_on_the_old_handshake_is_asked_in_the_new_way_next()
    {
        var time = new FakeTime();
        var first = _scripted.StartOne("""{"era":"modern","silentOnUnknown":true,"tools":[{"name":"a"}],"record":"$RECORD"}""", "\"timeout\":\"600s\"", time);
        await Scripted.Until(() => _scripted.Record().Any(line => line.Contains("initialize", StringComparison.Ordinal)), "it was asked in the old way");
        time.Advance(TimeSpan.FromSeconds(600));
        Assert.Equal(UpstreamState.Failed, (await first).State);
        await Scripted.Until(() => { time.Advance(TimeSpan.FromMilliseconds(100)); return _scripted["s"].State == UpstreamState.Ready; }, "it was ready");
    }

    [Fact]
    public async Task A_server_that_speaks_nonsense_and_goes_is_said()
    {
        var snapshot = await _scripted.StartOne("""{"nonsense":["Usage: …"],"exitAtStart":0}""");
        Assert.Equal("it exited with code 0, and what it wrote to its output is not MCP", snapshot.Error);
    }

    [Fact]
    public async Task Tools_are_withdrawn_after_a_minute_and_return_with_the_server()
    {
        var gone = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(gone, "");
        var script = """{"tools":[{"name":"a"}],"calls":{"a":{"die":1}}}""";
        var server = _scripted.Server("s", script, $"\"envFile\":\"{gone}\"");
        _scripted.Start(new FastTime(20), [], server);
        await _scripted.Set.FirstAnswer("s", CancellationToken.None).WaitAsync(Scripted.Patience);
        // Without its file it cannot be started again.
        File.Delete(gone);
        await _scripted.Call("a").WaitAsync(Scripted.Patience);
        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Connecting, "it was being started again");
        Assert.Single(_scripted["s"].Tools);
        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Failed, "it was given up");
        Assert.Empty(_scripted["s"].Tools);
        Assert.Contains("envFile", _scripted["s"].Error, StringComparison.Ordinal);
        File.WriteAllText(gone, "");
        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Ready, "it was back");
        Assert.Single(_scripted["s"].Tools);
        File.Delete(gone);
    }

    [Fact]
    public async Task All_children_are_gone_within_five_seconds()
    {
        await _scripted.StartOne("""{"ignoreEof":true,"ignoreTerminate":true,"record":"$RECORD"}""");
        var process = Process.GetProcessById(JsonDocument.Parse(_scripted.Record()[0]).RootElement.GetProperty("pid").GetInt32());
        var watch = Stopwatch.StartNew();
        await _scripted.Set.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_child_that_ends_with_its_input_is_not_waited_for()
    {
        await _scripted.StartOne("{}");
        var watch = Stopwatch.StartNew();
        await _scripted.Set.DisposeAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Child.AfterEndOfInput);
    }
}

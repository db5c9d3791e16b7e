using ComposeServer.Configuration;
using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tools;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class HttpTests : IAsyncLifetime
{
    private readonly Scripted _scripted = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scripted.DisposeAsync();

    private async Task<UpstreamSnapshot> Connect(HttpStandIn server, string more = "\"disabled\":false", TimeProvider? time = null)
    {
        _scripted.Start(time ?? TimeProvider.System, [], Scripted.Server($$"""{"s":{"url":"{{server.Url}}",{{more}} } }"""));
        return (await _scripted.Set.FirstAnswer("s", CancellationToken.None).WaitAsync(Scripted.Patience))!;
    }

    private static UpstreamConfiguration Keyed(string name, HttpStandIn server) =>
        Scripted.Server($$"""{"{{name}}":{"url":"{{server.Url}}","headers":{"X-Key":"hunter2"} } }""");

    [Fact]
    public async Task A_server_over_streamable_http_is_listed_and_called()
    {
        using var server = new HttpStandIn();
        var snapshot = await Connect(server, "\"headers\":{\"X-Key\":\"hunter2\"}");
        Assert.Equal((UpstreamState.Ready, null), (snapshot.State, snapshot.Error));
        Assert.Equal(new[] { "s__a", "s__never" }, snapshot.Tools.Select(tool => tool.Tool.Name));
        var heard = new List<double>();
        const string Arguments = """{"big":12345678901234567890123,"far":1e400,"one":1.0,"text":"😀"}""";
        var result = await _scripted.Call("a", Arguments, progress => heard.Add(progress.Progress)).WaitAsync(Scripted.Patience);
        Assert.Equal(Arguments, result.Structured.ToJson());
        Assert.Equal("""[{"type":"odd"}]""", result.Content.ToJson());
        Assert.Equal("1e400", result.Raw.GetProperty("vendor").GetRawText());
        Assert.Equal([1, 2, 3], heard);
        Assert.All(server.Requests, request => Assert.Equal("hunter2", request.Key));
        Assert.Equal(0, _scripted.Log.Count("hunter2"));
    }

    [Fact]
    public async Task A_server_of_the_modern_era_is_connected_and_given_its_headers()
    {
        using var server = new HttpStandIn(modern: true);
        Assert.Equal((UpstreamState.Ready, null), ((await Connect(server)).State, _scripted["s"].Error));
        Assert.Null((await _scripted.Call("a", """{"region":"eu"}""").WaitAsync(Scripted.Patience)).Failure);
        Assert.Equal("2026-07-28 tools/call a eu", server.CallHeaders);
        await Scripted.Until(() => server.Requests.Any(request => request.Body.Contains("subscriptions/listen", StringComparison.Ordinal)), "the stream was asked for");
    }

    [Theory]
    [InlineData("\"type\":\"sse\"")]
    [InlineData("\"type\":\"http\"")]
    public async Task A_server_that_knows_only_sse_is_listed_and_called(string type)
    {
        using var server = new HttpStandIn(sseOnly: true);
        Assert.Equal((UpstreamState.Ready, null), ((await Connect(server, type)).State, _scripted["s"].Error));
        Assert.Equal("""{"n":1}""", (await _scripted.Call("a", """{"n":1}""").WaitAsync(Scripted.Patience)).Structured.ToJson());
    }

    [Fact]
    public async Task A_call_without_an_answer_is_a_timeout_and_the_server_is_told()
    {
        using var server = new HttpStandIn();
        var time = new FakeTime();
        await Connect(server, "\"timeout\":\"500ms\"", time);
        var call = _scripted.Call("never");
        await Scripted.Until(() => server.Requests.Any(request => request.Body.Contains("\"never\"", StringComparison.Ordinal)), "the call had arrived");
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(FailureKind.Timeout, (await call.WaitAsync(Scripted.Patience)).Failure?.Kind);
        await Scripted.Until(() => server.Requests.Any(request => request.Body.Contains("notifications/cancelled", StringComparison.Ordinal)), "the server was told");
    }

    [Fact]
    public async Task Its_headers_go_along_where_it_sends_them_on_itself_and_to_nobody_else()
    {
        using var other = new HttpStandIn();
        using var near = new HttpStandIn { RedirectTo = "/mcp/" };
        using var far = new HttpStandIn { RedirectTo = other.Url };
        _scripted.Start(Keyed("near", near), Keyed("far", far));
        foreach (var name in new[] { "near", "far" })
            Assert.Equal((UpstreamState.Ready, null), ((await _scripted.Set.FirstAnswer(name, CancellationToken.None).WaitAsync(Scripted.Patience))!.State, _scripted[name].Error));
        Assert.All(near.Requests.Concat(far.Requests), request => Assert.Equal("hunter2", request.Key));
        Assert.NotEmpty(other.Requests);
        Assert.All(other.Requests, request => Assert.Null(request.Key));
    }

    [Fact]
    public async Task Its_headers_stay_where_it_wants_messages_to_go_elsewhere()
    {
        using var other = new HttpStandIn();
        using var server = new HttpStandIn(sseOnly: true) { MessagesAt = other.Url };
        _scripted.Start(Keyed("s", server));
        await Scripted.Until(() => !other.Requests.IsEmpty, "a message was sent there");
        Assert.All(server.Requests, request => Assert.Equal("hunter2", request.Key));
        Assert.All(other.Requests, request => Assert.Null(request.Key));
    }

    [Fact]
    public async Task A_refusal_names_the_status_and_no_secret()
    {
        using var server = new HttpStandIn { Refuse = 401 };
        var snapshot = await Connect(server, "\"headers\":{\"X-Key\":\"Bearer hunter2\"}");
        Assert.Equal(UpstreamState.Failed, snapshot.State);
        Assert.Contains("HTTP status 401", snapshot.Error, StringComparison.Ordinal);
        Assert.Equal(0, _scripted.Log.Count("hunter2"));
    }

    [Fact]
    public async Task A_server_that_goes_away_is_connected_again_when_it_is_back()
    {
        var server = new HttpStandIn();
        await Connect(server);
        server.Dispose();
        Assert.Equal(FailureKind.Transport, (await _scripted.Call("a").WaitAsync(Scripted.Patience)).Failure?.Kind);
        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Connecting, "it was noticed");
        using var again = new HttpStandIn(server.Port);
        await Scripted.Until(() => _scripted["s"].State == UpstreamState.Ready, "it was connected again");
        Assert.Null((await _scripted.Call("a").WaitAsync(Scripted.Patience)).Failure);
    }

    [Fact]
    public async Task Statuses_instead_of_answers_open_the_circuit()
    {
        using var server = new HttpStandIn();
        await Connect(server);
        server.Refuse = 503;
        for (var i = 0; i < 5; i++)
            Assert.Equal(FailureKind.Transport, (await _scripted.Call(i < 2 ? "a" : "never").WaitAsync(Scripted.Patience)).Failure?.Kind);
        server.Refuse = null;
        var failure = (await _scripted.Call("a").WaitAsync(Scripted.Patience)).Failure;
        Assert.Equal(FailureKind.Unavailable, failure?.Kind);
        Assert.Contains("it answered with HTTP status 503", failure!.Message, StringComparison.Ordinal);
        Assert.Equal(UpstreamState.CircuitOpen, _scripted["s"].State);
    }
}

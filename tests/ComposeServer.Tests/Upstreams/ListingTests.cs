using System.Text.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class ListingTests : IAsyncLifetime
{
    private readonly Scripted _scripted = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scripted.DisposeAsync();

    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    [InlineData("both")]
    public async Task A_server_of_either_era_is_connected_and_listed(string era)
    {
        var snapshot = await _scripted.StartOne($$"""{"era":"{{era}}","tools":[{"name":"a","inputSchema":{"type":"object"} }],"calls":{"a":{"text":"yes"} } }""");
        Assert.Equal((UpstreamState.Ready, null, true), (snapshot.State, snapshot.Error, snapshot.EverAnswered));
        Assert.Equal("s__a", Assert.Single(snapshot.Tools).Tool.Name);
        Assert.Equal("yes", (await _scripted.Call("a")).Value.Text());
    }

    [Theory]
    [InlineData("2024-11-05")]
    [InlineData("2025-03-26")]
    [InlineData("2025-06-18")]
    public async Task A_server_that_answers_with_an_older_version_is_taken(string version)
    {
        var snapshot = await _scripted.StartOne($$"""{"era":"legacy","protocolVersion":"{{version}}"}""");
        Assert.Equal(UpstreamState.Ready, snapshot.State);
    }

    [Fact]
    public async Task A_configured_version_is_asked_for()
    {
        await _scripted.StartOne("""{"era":"both","record":"$RECORD"}""", "\"protocolVersion\":\"2026-07-28\"");
        Assert.DoesNotContain(_scripted.Record(), line => line.Contains("\"initialize\"", StringComparison.Ordinal));
        Assert.Contains(_scripted.Record(), line => line.Contains("\"server/discover\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_asks_people_or_models_is_advertised()
    {
        await _scripted.StartOne("""{"record":"$RECORD"}""");
        var initialize = JsonDocument.Parse(_scripted.Record().Single(line => line.Contains("\"initialize\"", StringComparison.Ordinal)));
        Assert.Equal("{}", initialize.RootElement.GetProperty("params").GetProperty("capabilities").GetRawText());
    }

    [Fact]
    public async Task A_tool_is_kept_as_it_was_listed()
    {
        const string Tool = """{"name":"a","title":"T","description":"d","inputSchema":{"type":"object","properties":{"n":{"maximum":1e400}}},"outputSchema":{"type":"object"},"annotations":{"title":"x","readOnlyHint":true,"openWorldHint":false},"execution":{"v":1},"_meta":{"m":1}}""";
        var tool = Assert.Single((await _scripted.StartOne($$"""{"tools":[{{Tool}}]}""")).Tools);
        Assert.Equal(Tool, tool.Definition.GetRawText());
        Assert.Equal("""{"type":"object","properties":{"n":{"maximum":1e400}}}""", tool.Tool.InputSchema.GetRawText());
        Assert.Equal("""{"type":"object"}""", tool.Tool.OutputSchema.GetRawText());
        Assert.Equal(new ToolAnnotations { Title = "x", ReadOnly = true, OpenWorld = false }, tool.Tool.Annotations);
        Assert.Equal(("a", "s", "d"), (tool.Tool.BareName, tool.Tool.Server, tool.Tool.Description));
    }

    [Fact]
    public async Task A_malformed_tool_loses_only_itself()
    {
        var snapshot = await _scripted.StartOne("""
            { "tools": [ 7, null, {}, {"name":""}, {"name":5},
              {"name":"twice","inputSchema":{"type":"object","type":"object"} },
              {"name":"none"}, {"name":"untyped","inputSchema":{"properties":{} } }, {"name":"odd","inputSchema":{"type":"object"},"description":5,"outputSchema":3,"annotations":[] },
              {"name":"good","inputSchema":{"type":"object"} }, {"name":"good","inputSchema":{"type":"object"} } ] }
            """);
        Assert.Equal(new[] { "good", "none", "odd", "untyped" }, snapshot.Tools.Select(tool => tool.Tool.BareName));
        Assert.Equal("""{"type":"object"}""", snapshot.Tools[1].Tool.InputSchema.GetRawText());
        Assert.Equal("""{"type":"object","properties":{}}""", snapshot.Tools[3].Tool.InputSchema.GetRawText());
        Assert.Equal(JsonValueKind.Undefined, snapshot.Tools[2].Tool.OutputSchema.ValueKind);
        Assert.Equal(1, _scripted.Log.Count("listed twice"));
    }

    [Theory]
    [InlineData("""{"type":["object","null"],"required":["a"]}""", """{"type":"object","required":["a"]}""", true)]
    [InlineData("""{"required":["a"]}""", """{"type":"object","required":["a"]}""", true)]
    [InlineData("null", """{"type":"object"}""", true)]
    [InlineData("""{"type":"array","items":{}}""", """{"type":"object"}""", false)]
    [InlineData("""{"type":["array","null"]}""", """{"type":"object"}""", false)]
    [InlineData("""{"type":7}""", """{"type":"object"}""", false)]
    [InlineData("true", """{"type":"object"}""", false)]
    [InlineData("false", """{"type":"object"}""", false)]
    [InlineData("\"x\"", """{"type":"object"}""", false)]
    [InlineData("[]", """{"type":"object"}""", false)]
    public async Task A_bad_schema_hides_no_tool(string schema, string taken, bool isUnderstood)
    {
        var tool = Assert.Single((await _scripted.StartOne($$"""{ "tools": [ {"name":"a","inputSchema":{{schema}} } ] }""")).Tools).Tool;
        Assert.Equal((taken, isUnderstood), (tool.InputSchema.GetRawText(), tool.SchemaProblem is null));
    }

    [Fact]
    public async Task A_tool_that_nests_too_deep_takes_no_other_with_it()
    {
        static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);
        var snapshot = await _scripted.StartOne($$"""{ "tools": [ {"name":"deep","inputSchema":{{Deep(70)}} }, {"name":"near","inputSchema":{{Deep(60)}} }, {"name":"good","inputSchema":{{Deep(59)}} } ] }""");
        Assert.Equal(UpstreamState.Ready, snapshot.State);
        Assert.Equal(["good"], snapshot.Tools.Select(tool => tool.Tool.BareName));
    }

    [Fact]
    public async Task Pages_are_followed()
    {
        var snapshot = await _scripted.StartOne("""{"pageSize":2,"tools":[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"},{"name":"e"}]}""");
        Assert.Equal(new[] { "a", "b", "c", "d", "e" }, snapshot.Tools.Select(tool => tool.Tool.BareName));
    }

    [Fact]
    public async Task A_list_that_never_ends_is_cut_off()
    {
        var snapshot = await _scripted.StartOne("""{"endlessCursor":"0","tools":[{"name":"a"}]}""");
        Assert.Equal("a", Assert.Single(snapshot.Tools).Tool.BareName);
        Assert.Equal(1, _scripted.Log.Count("does not come to an end"));
    }

    [Fact]
    public async Task A_server_without_tools_is_ready()
    {
        var snapshot = await _scripted.StartOne("""{"listError":{"code":-32601,"message":"no such method"}}""");
        Assert.Equal(UpstreamState.Ready, snapshot.State);
        Assert.Empty(snapshot.Tools);
    }

    [Fact]
    public async Task What_is_listed_and_denied_follows_the_configuration()
    {
        var snapshot = await _scripted.StartOne(
            """{"tools":[{"name":"read_a"},{"name":"read_b"},{"name":"write"}]}""", "\"expose\":[\"read_*\"],\"deny\":[\"*_b\"]");
        Assert.Equal(
            new[] { ("read_a", true, false), ("read_b", false, true), ("write", false, false) },
            snapshot.Tools.Select(tool => (tool.Tool.BareName, tool.Listed, tool.Denied)));
    }

    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    public async Task Changed_tools_are_listed_again(string era)
    {
        await _scripted.StartOne($$"""{"era":"{{era}}","tools":[{"name":"a"}],"calls":{"a":[{"tools":[{"name":"a"},{"name":"b"}]},{"tools":[{"name":"a"}]}]},"record":"$RECORD"}""");
        var changes = 0;
        _scripted.Set.Changed += () => Interlocked.Increment(ref changes);
        // A modern server tells only those who have asked for it.
        await Scripted.Until(
            () => era == "legacy" || _scripted.Record().Any(line => line.Contains("subscriptions/listen", StringComparison.Ordinal)), "the stream was asked for");
        await _scripted.Call("a");
        await Scripted.Until(() => _scripted["s"].Tools.Length == 2, "the new tool was listed");
        await _scripted.Call("a");
        await Scripted.Until(() => _scripted["s"].Tools.Length == 1, "the tool was gone again");
        await Scripted.Until(() => changes > 0, "the change was told");
    }

    [Fact]
    public async Task An_announced_change_that_is_none_is_not_told()
    {
        await _scripted.StartOne("""{"tools":[{"name":"a"}],"calls":{"a":{"tools":[{"name":"a"}]}},"record":"$RECORD"}""");
        var before = _scripted["s"];
        await _scripted.Call("a");
        await Scripted.Until(() => _scripted.Record().Count(line => line.Contains("tools/list\"", StringComparison.Ordinal)) == 2, "it was listed again");
        await _scripted.Call("a");
        await Scripted.Until(() => _scripted.Record().Count(line => line.Contains("tools/list\"", StringComparison.Ordinal)) == 3, "it was listed a third time");
        Assert.Same(before, _scripted["s"]);
    }

    [Fact]
    public async Task What_it_listed_last_is_there_at_once_and_a_call_waits_for_the_connection()
    {
        var server = _scripted.Server("s", """{"startDelayMs":300,"tools":[{"name":"a"}],"calls":{"a":{"text":"yes"}}}""");
        _scripted.Start(TimeProvider.System, new() { ["s"] = [JsonDocument.Parse("""{"name":"a","description":"old"}""").RootElement] }, server);
        Assert.Equal((UpstreamState.Connecting, false), (_scripted["s"].State, _scripted["s"].EverAnswered));
        Assert.Equal("old", Assert.Single(_scripted["s"].Tools).Tool.Description);
        Assert.Equal("yes", (await _scripted.Call("a")).Value.Text());
    }

    [Fact]
    public async Task Whoever_waited_for_an_answer_finds_it_told()
    {
        UpstreamState? told = null;
        _scripted.Start(_scripted.Server("s", "{}"));
        _scripted.Set.Changed += () => told = _scripted["s"].State;
        await _scripted.Set.FirstAnswers(Scripted.Patience, CancellationToken.None);
        Assert.Equal(UpstreamState.Ready, told);
    }

    [Fact]
    public async Task A_slow_server_delays_nobody()
    {
        _scripted.Start(_scripted.Server("slow", """{"silent":true}"""), _scripted.Server("s", """{"tools":[{"name":"a"}],"calls":{"a":{"text":"yes"}}}"""));
        Assert.Equal(UpstreamState.Ready, (await _scripted.Set.FirstAnswer("s", CancellationToken.None).WaitAsync(Scripted.Patience))!.State);
        Assert.Equal("yes", (await _scripted.Call("a")).Value.Text());
        await _scripted.Set.FirstAnswers(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        Assert.Equal(UpstreamState.Connecting, _scripted["slow"].State);
        Assert.Null(await _scripted.Set.FirstAnswer("unknown", CancellationToken.None));
    }

    [Fact]
    public async Task What_was_listed_is_remembered_for_the_next_start()
    {
        var home = new ComposeServer.Configuration.Home(Directory.CreateTempSubdirectory("memory-").FullName);
        await _scripted.StartOne("""{"tools":[{"name":"a","vendor":{"big":12345678901234567890123}}]}""");
        UpstreamMemory.Save(home, _scripted.Set.Listed);
        var written = File.GetLastWriteTimeUtc(home.Upstreams);
        UpstreamMemory.Save(home, _scripted.Set.Listed);
        Assert.Equal(written, File.GetLastWriteTimeUtc(home.Upstreams));
        var tools = UpstreamMemory.Load(home)["s"];
        Assert.Equal("12345678901234567890123", Assert.Single(tools).GetProperty("vendor").GetProperty("big").GetRawText());
        File.WriteAllText(home.Upstreams, "{ broken");
        Assert.Empty(UpstreamMemory.Load(home));
        Directory.Delete(home.Directory, recursive: true);
    }
}

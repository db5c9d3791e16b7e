using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>A client that asks for the tools once, at once, and never again.</summary>
public sealed class FirstListTests : IDisposable
{
    private readonly TestHome _home = new();

    [Theory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Modern)]
    public async Task It_sees_the_upstreams_tools_and_the_saved_tools(Era era)
    {
        foreach (var name in new[] { "one", "two", "three" })
            _home.WithStandIn(name, Script(name, "\"startDelayMs\": 500"));
        _home.With("missing", """{"command":"no-such-program-at-all"}""");
        await using (var author = await Client.Connect(_home))
            await author.Compose("""{"name":"saved","description":"d","steps":[{"tool":"one__t"},{"tool":"three__t"}]}""");
        File.Delete(Path.Combine(_home.Home, "upstreams.json"));

        await using var client = Client.Start(_home, era);
        // All in one breath, as fast as it can be said.
        if (era == Era.Legacy)
        {
            await client.Send("initialize", Client.Capabilities);
            await client.Notify("notifications/initialized");
        }

        var names = await client.Names();
        foreach (var name in new[] { "one__t", "two__t", "three__t", "saved", "dynamic_tool_compose" })
            Assert.Contains(name, names);
    }

    [Fact]
    public async Task What_an_upstream_listed_last_is_listed_at_once_though_it_is_slow_to_start()
    {
        _home.WithStandIn("s", Script("s", "\"startDelayMs\": 0"));
        await using (var author = await Client.Connect(_home))
            await author.Compose("""{"name":"saved","description":"d","steps":[{"tool":"s__t"}]}""");
        File.WriteAllText(_home.Script("s"), File.ReadAllText(_home.Script("s")).Replace("\"startDelayMs\": 0", "\"startDelayMs\": 2000", StringComparison.Ordinal));
        File.Delete(_home.RecordOf("s"));

        await using var client = await Client.Connect(_home);
        var names = await client.Names();
        Assert.Contains("s__t", names);
        Assert.Contains("saved", names);
        Assert.DoesNotContain(_home.Record("s"), line => line.Contains("tools/list", StringComparison.Ordinal));
        // A call waits for the server's first connection.
        Assert.Equal("t", (await client.Call("saved")).Good().Text);
    }

    [Fact]
    public async Task An_upstream_that_never_answers_is_waited_for_no_longer_than_the_startup_wait()
    {
        File.WriteAllText(_home.Settings, """{"startupWait":"500ms"}""");
        _home.WithStandIn("silent", """{"silent":true}""").WithStandIn("s", Script("s", "\"startDelayMs\": 0"));
        await using var client = await Client.Connect(_home);
        await client.NamesAre(names => names.Contains("s__t"), "the tools of the other server");
    }

    public void Dispose() => _home.Dispose();

    private static string Script(string name, string more) =>
        $$"""{ "record": "$RECORD", {{more}}, "tools": [{ "name": "t", "description": "{{name}}", "inputSchema": { "type": "object" } }] }""";
}

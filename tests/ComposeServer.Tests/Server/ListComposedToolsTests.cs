using System.Text.Json;
using ComposeServer.Composing.Blueprints;

namespace ComposeServer.Tests.Server;

public sealed class ListComposedToolsTests
{
    [Fact]
    public async Task A_row_says_how_a_tool_stands()
    {
        await using var served = await Served.Start();
        await served.Compose("a", """[{"tool":"wait__for","params":{"seconds":0.001}},{"tool":"files__list"}]""");
        var row = (await List(served)).At("tools/0");
        Assert.Equal(
            ["name", "description", "inputSchema", "steps", "uses", "saved", "listed", "blueprint", "revision", "available", "missing", "problems", "drifted", "createdAt", "updatedAt", "calls", "failures"],
            row.Names());
        Assert.Equal(["files__list", "wait__for"], row.At("uses").Texts());
        Assert.Equal((2, true, true, false, 1, true), (row.At("steps").GetInt32(), row.At("saved").GetBoolean(), row.At("listed").GetBoolean(), row.At("blueprint").GetBoolean(), row.At("revision").GetInt32(), row.At("available").GetBoolean()));
        Assert.Equal("[]", row.At("missing").GetRawText());
        Assert.Equal("[]", row.At("drifted").GetRawText());
        Assert.EndsWith("Z", row.Text("createdAt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_count_the_runs_of_the_process_nested_ones_too()
    {
        await using var served = await Served.Start();
        await served.Compose("inner", """[{"fail":{"message":"no luck"},"condition":"$input.f"}]""", ""","parameters":{"f?":"boolean"}""");
        await served.Compose("outer", """[{"tool":"inner","params":{"f":true}}]""");
        await served.Client.Call("inner");
        await served.Client.Call("outer");
        var row = (await List(served, """{"name":"inner"}""")).At("tools/0");
        Assert.Equal((2, 1), (row.At("calls").GetInt32(), row.At("failures").GetInt32()));
        Assert.Contains("no luck", row.Text("lastError"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_and_queries()
    {
        await using var served = await Served.Start();
        foreach (var name in (string[])["note_add", "note_list", "mail_send"])
            await served.Compose(name, """[{"value":1}]""");
        var first = await List(served, """{"limit":2}""");
        Assert.Equal(3, first.At("count").GetInt32());
        Assert.Equal(["mail_send", "note_add"], first.At("tools").Texts("name"));
        var second = await List(served, $$"""{"limit":2,"cursor":"{{first.Text("nextCursor")}}"}""");
        Assert.Equal(["note_list"], second.At("tools").Texts("name"));
        Assert.False(second.Has("nextCursor"));
        Assert.Equal(ReadyBlueprints.All.Keys, first.At("blueprints").Texts("name"));
        Assert.False(second.Has("blueprints"));
        Assert.Equal(["note_add", "note_list"], (await List(served, """{"query":"NOTE"}""")).At("tools").Texts("name"));
        Assert.Equal(["note_add"], (await List(served, """{"query":"add note"}""")).At("tools").Texts("name"));
        var none = await List(served, """{"name":"nothing"}""");
        Assert.Equal((0, 0), (none.At("count").GetInt32(), none.At("tools").GetArrayLength()));
    }

    [Theory]
    [InlineData("""{"limit":0}""")]
    [InlineData("""{"limit":"5"}""")]
    [InlineData("""{"includeDefinitions":true}""")]
    public async Task Arguments_that_do_not_fit_are_an_error(string arguments)
    {
        await using var served = await Served.Start();
        Assert.True((await served.Client.Call("list_composed_tools", arguments)).At("isError").GetBoolean());
    }

    [Fact]
    public async Task Find_tools_shows_everything_that_a_step_may_call_and_the_servers()
    {
        var script = """{"tools":[{"name":"echo","description":"Says it again","inputSchema":{"type":"object"}},{"name":"secret","inputSchema":{"type":"object"}},{"name":"unlisted","inputSchema":{"type":"object"}}]}""";
        await using var served = await Served.Start(servers: Served.StandIn("up", script, "\"deny\":[\"secret\"],\"expose\":[\"echo\"]") + ",\"down\":{\"command\":\"no-such-program-at-all\"}");
        await served.Compose("mine", """[{"tool":"echo"}]""");
        var found = (await served.Client.Call("find_tools", """{"limit":1000}""")).At("structuredContent");
        var names = found.At("tools").Texts("name");
        Assert.Contains("up__echo", names);
        Assert.Contains("up__unlisted", names);
        Assert.Contains("mine", names);
        Assert.Contains("files__read_text", names);
        Assert.DoesNotContain("up__secret", names);
        Assert.DoesNotContain("find_tools", names);
        var echo = found.At("tools").EnumerateArray().Single(tool => tool.Text("name") == "up__echo");
        Assert.Equal(("up", true), (echo.Text("server"), echo.At("listed").GetBoolean()));
        Assert.Equal(["down", "up"], found.At("servers").Texts("name").Order(StringComparer.Ordinal));
        var down = found.At("servers").EnumerateArray().Single(server => server.Text("name") == "down");
        Assert.Equal("failed", down.Text("state"));
        Assert.NotEmpty(down.Text("error"));
        Assert.Equal(["up__echo"], (await served.Client.Call("find_tools", """{"query":"again","server":"up"}""")).At("structuredContent/tools").Texts("name"));
        Assert.Equal(["mine"], (await served.Client.Call("find_tools", """{"server":"composer"}""")).At("structuredContent/tools").Texts("name"));
    }

    private static async Task<JsonElement> List(Served served, string arguments = "{}") =>
        (await served.Client.Call("list_composed_tools", arguments)).At("structuredContent");
}

using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Tests.Server;

public sealed class ListingTests
{
    private static readonly string[] Own = ["call_composed_tool", "dynamic_tool_compose", "find_tools", "list_composed_tools", "remove_composed_tool"];

    [Fact]
    public async Task Own_tools_are_listed_as_approved()
    {
        await using var served = await Served.Start();
        var tools = (await served.Client.Request("tools/list")).At("tools");
        Assert.Equal(Own, tools.Texts("name"));
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = PlainJsonEncoder.Instance }))
            tools.WriteTo(writer);
        Approved.Holds("own-tools.txt", System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_order_is_own_composed_upstreams_by_name_in_each(bool modern)
    {
        var script = """{"tools":[{"name":"zeta","inputSchema":{"type":"object"}},{"name":"alpha","description":"A","inputSchema":{"type":"object","properties":{"x":{"type":"integer","minimum":1e2}}},"vendor":{"n":1e400},"annotations":{"readOnlyHint":true}}]}""";
        await using var served = await Served.Start(servers: Served.StandIn("up", script), modern: modern);
        await served.Compose("b_tool", """[{"value":1}]""");
        await served.Compose("a_tool", """[{"value":1}]""");
        await served.Compose("hidden", """[{"value":1}]""", ""","listed":false""");
        var page = await served.Client.Request("tools/list");
        Assert.Equal([.. Own, "a_tool", "b_tool", "up__alpha", "up__zeta"], page.At("tools").Texts("name"));
        var alpha = page.At("tools").EnumerateArray().Single(tool => tool.Text("name") == "up__alpha");
        Assert.Equal("""{"n":1e400}""", alpha.At("vendor").GetRawText());
        Assert.Equal("1e2", alpha.At("inputSchema/properties/x/minimum").GetRawText());
        if (modern)
            Assert.Equal((0, "private", "complete"), (page.At("ttlMs").GetInt32(), page.Text("cacheScope"), page.Text("resultType")));
    }

    [Fact]
    public async Task Composed_tools_may_be_kept_out_of_the_list()
    {
        await using var served = await Served.Start(settings: """{"listComposed":false}""");
        await served.Compose("a", """[{"value":1}]""");
        Assert.Equal(Own, await served.Client.ListNames());
        Assert.Equal("1", (await served.Client.Call("call_composed_tool", """{"name":"a"}""")).Text("content/0/text"));
    }

    [Fact]
    public async Task Many_tools_come_in_pages()
    {
        var entries = string.Join(',', Enumerable.Range(0, 1200).Select(i => $$$"""
            "t{{{i:0000}}}":{"definition":{"name":"t{{{i:0000}}}","description":"d","steps":[{"value":{{{i}}} }]} }
            """));
        await using var served = await Served.Start(library: $$$"""{"formatVersion":1,"tools":{{{{entries}}}}}""");
        var names = await served.Client.ListNames();
        Assert.Equal(1205, names.Length);
        Assert.Equal(names.Distinct(), names);
        Assert.Equal("t0000", names[5]);
        Assert.Equal(-32602, (await served.Client.Request("tools/list", """{"cursor":"nonsense"}""")).At("error/code").GetInt32());
    }

    [Fact]
    public async Task Built_in_tools_are_found_but_neither_listed_nor_called_directly()
    {
        await using var served = await Served.Start();
        Assert.DoesNotContain("wait__for", await served.Client.ListNames());
        Assert.Equal(-32602, (await served.Client.Call("wait__for", """{"seconds":0}""")).At("error/code").GetInt32());
        var found = (await served.Client.Call("find_tools", """{"query":"wait"}""")).At("structuredContent/tools");
        var wait = found.EnumerateArray().Single(tool => tool.Text("name") == "wait__for");
        Assert.False(wait.At("listed").GetBoolean());
        Assert.Equal("wait", wait.Text("server"));
    }

    [Fact]
    public async Task Built_in_tools_are_listed_where_the_settings_say_so()
    {
        await using var served = await Served.Start(settings: """{"builtIn":{"listed":true}}""");
        Assert.Contains("wait__for", await served.Client.ListNames());
        Assert.False((await served.Client.Call("files__list", "{}")).Has("error"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(29)]
    public async Task A_schema_that_is_nested_deep_takes_no_other_tool_with_it(int depth)
    {
        var schema = string.Concat(Enumerable.Repeat("""{"type":"object","properties":{"a":""", depth)) + "{}" + new string('}', 2 * depth);
        await using var served = await Served.Start(servers: Served.StandIn("up", $$"""{"tools":[{"name":"deep","inputSchema":{{schema}} },{"name":"plain","inputSchema":{"type":"object"} } ]}"""));
        var names = await served.Client.ListNames();
        Assert.Contains("up__plain", names);
        Assert.Equal(Own, names[..5]);
        Assert.False((await served.Client.Call("find_tools", """{"server":"up"}""")).Has("isError"));
        await served.Compose("a", """[{"tool":"up__plain"}]""");
        Assert.Contains("a", await served.Client.ListNames());
    }
}

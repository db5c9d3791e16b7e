using ComposeServer.Tests.Server;
using ComposeServer.Tests.Upstreams;

namespace ComposeServer.Tests.Catalog;

/// <summary>What happens to composed tools when what they are made of changes.</summary>
public sealed class ChangesTests
{
    private const string Script = """
        {"tools":[{"name":"read","inputSchema":{"type":"object"},"outputSchema":{"type":"object","properties":{"a":{}}}},{"name":"switch","inputSchema":{"type":"object"}}],
         "calls":{"read":{"result":{"structuredContent":{"a":1},"content":[]}},
           "switch":[{"tools":[{"name":"switch","inputSchema":{"type":"object"}}]},
                     {"tools":[{"name":"read","inputSchema":{"type":"object"},"outputSchema":{"type":"object","properties":{"b":{}}}},{"name":"switch","inputSchema":{"type":"object"}}]},
                     {"tools":[{"name":"read","inputSchema":{"type":"object","properties":{"more":{}}},"outputSchema":{"type":"object","properties":{"a":{}}}},{"name":"switch","inputSchema":{"type":"object"}}]}]}}
        """;

    [Fact]
    public async Task A_composed_tool_leaves_with_the_tool_that_it_needs_and_returns_with_it()
    {
        await using var served = await Served.Start(servers: Served.StandIn("up", Script));
        await served.Compose("mine", """[{"tool":"read"},{"value":"$step1.a"}]""");
        await served.Compose("over", """[{"tool":"mine"}]""");
        Assert.Contains("over", await served.Client.ListNames());

        // The tool is gone.
        await Switch(served, () => Lists(served, "mine", false));
        Assert.DoesNotContain("over", await served.Client.ListNames());
        var row = (await served.Client.Call("list_composed_tools", """{"name":"mine"}""")).At("structuredContent/tools/0");
        Assert.Equal((false, "read"), (row.At("available").GetBoolean(), Assert.Single(row.At("missing").Texts())));
        var call = await served.Client.Call("mine");
        Assert.True(call.At("isError").GetBoolean());
        Assert.Contains("up__read", call.Text("content/0/text"), StringComparison.Ordinal);
        Assert.True((await served.Client.Call("up__read")).At("isError").GetBoolean());

        // It is back, and gives something else.
        await Switch(served, () => Lists(served, "up__read", true));
        Assert.DoesNotContain("mine", await served.Client.ListNames());
        row = (await served.Client.Call("list_composed_tools", """{"name":"mine"}""")).At("structuredContent/tools/0");
        Assert.Empty(row.At("missing").Texts());
        Assert.Contains("/steps/1/value", Assert.Single(row.At("problems").Texts()), StringComparison.Ordinal);
        Assert.Equal(["up__read"], row.At("drifted").Texts());

        // It gives again what it gave.
        await Switch(served, () => Lists(served, "mine", true));
        Assert.Contains("over", await served.Client.ListNames());
        Assert.Equal("1", (await served.Client.Call("over")).Text("content/0/text"));
    }

    [Fact]
    public async Task A_bare_name_stays_with_the_server_that_it_was_found_at()
    {
        var other = """{"tools":[{"name":"late","inputSchema":{"type":"object"}}],"calls":{"late":{"tools":[{"name":"read","inputSchema":{"type":"object"}},{"name":"late","inputSchema":{"type":"object"}}]}}}""";
        await using var served = await Served.Start(servers: $"{Served.StandIn("up", Script)},{Served.StandIn("also", other)}");
        await served.Compose("mine", """[{"tool":"read"},{"value":"$step1.a"}]""");
        await served.Client.Call("also__late");
        await Until(() => Lists(served, "also__read", true));
        Assert.Equal("1", (await served.Client.Call("mine")).Text("content/0/text"));
        var refused = await served.Refused("""{"name":"new","description":"d","steps":[{"tool":"read"}]}""");
        Assert.Equal(["ambiguous_tool"], refused.At("errors").Texts("code"));
        Assert.Contains("up__read", refused.Text("errors/0/suggestion"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_name_stays_when_a_composed_tool_comes_to_bear_it()
    {
        await using var served = await Served.Start(servers: Served.StandIn("up", Script));
        await served.Compose("mine", """[{"tool":"read"},{"value":"$step1.a"}]""");
        await served.Compose("read", """[{"tool":"read"},{"value":{"a":2}}]""");
        Assert.Equal("1", (await served.Client.Call("mine")).Text("content/0/text"));
        Assert.Equal("""{"a":2}""", (await served.Client.Call("read")).At("structuredContent").GetRawText());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_to_be_the_reason()
    {
        await using var served = await Served.Start(servers: "\"down\":{\"command\":\"no-such-program-at-all\"}");
        var refused = await served.Refused("""{"name":"a","description":"d","steps":[{"tool":"down__x"},{"tool":"nobody__x"}]}""");
        Assert.Equal(["upstream_unavailable", "unknown_tool"], refused.At("errors").Texts("code"));
    }

    private static async Task Switch(Served served, Func<Task<bool>> until)
    {
        await served.Client.Call("up__switch");
        await Until(until);
    }

    private static async Task<bool> Lists(Served served, string name, bool wanted) => (await served.Client.ListNames()).Contains(name) == wanted;

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var end = DateTime.UtcNow + Scripted.Patience; !await holds();)
            Assert.True(DateTime.UtcNow < end, "The list never came to be so.");
    }
}

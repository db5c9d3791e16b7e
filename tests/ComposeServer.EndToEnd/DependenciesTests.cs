using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>Composed tools and what they need: other composed tools, and upstreams' tools that come and go.</summary>
public sealed class DependenciesTests : IDisposable
{
    private readonly TestHome _home = new();

    [Theory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Modern)]
    public async Task Removing_a_tool_that_others_use_is_refused_with_their_names(Era era)
    {
        await using var client = await Client.Connect(_home, era);
        await client.Compose("""{"name":"inner","description":"d","steps":[{"value":1}]}""");
        await client.Compose("""{"name":"outer_one","description":"d","steps":[{"tool":"inner"}]}""");
        await client.Compose("""{"name":"outer_two","description":"d","steps":[{"tool":"inner"}]}""");
        var refused = (await client.Call("remove_composed_tool", """{"name":"inner"}""")).Bad();
        Assert.Contains("outer_one", refused.Text, StringComparison.Ordinal);
        Assert.Contains("outer_two", refused.Text, StringComparison.Ordinal);
        Assert.Contains("inner", await client.Names());
        Assert.Equal(1, (await client.Call("outer_one")).Good().Structured.GetProperty("result").GetInt32());
        foreach (var name in new[] { "outer_one", "outer_two", "inner" })
            (await client.Call("remove_composed_tool", $$"""{"name":"{{name}}"}""")).Good();
        Assert.Empty(await client.ListComposed());
    }

    [Fact]
    public async Task Removing_it_by_force_takes_those_that_need_it_out_of_the_list_and_they_say_what_they_lack()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"inner","description":"d","steps":[{"value":1}]}""");
        await client.Compose("""{"name":"outer","description":"d","steps":[{"tool":"inner"}]}""");
        (await client.Call("remove_composed_tool", """{"name":"inner","force":true}""")).Good();
        Assert.DoesNotContain("outer", await client.Names());
        var row = Assert.Single(await client.ListComposed());
        Assert.False(row.GetProperty("available").GetBoolean());
        Assert.Equal(["inner"], row.GetProperty("missing").EnumerateArray().Select(name => name.GetString()!));
        Assert.Contains("inner", (await client.Call("outer")).Bad().Text, StringComparison.Ordinal);
        await client.Compose("""{"name":"inner","description":"d","steps":[{"value":2}]}""");
        Assert.Contains("outer", await client.Names());
        Assert.Equal(2, (await client.Call("outer")).Good().Structured.GetProperty("result").GetInt32());
    }

    [Theory]
    [InlineData(Era.Legacy, "legacy")]
    [InlineData(Era.Modern, "legacy")]
    [InlineData(Era.Legacy, "modern")]
    [InlineData(Era.Modern, "modern")]
    public async Task A_tool_leaves_the_list_while_its_upstream_has_lost_what_it_needs_and_returns_with_it(Era era, string upstreamEra)
    {
        const string Kept = """{ "name": "lose", "inputSchema": { "type": "object" } }, { "name": "find", "inputSchema": { "type": "object" } }""";
        const string Needed = """{ "name": "needed", "inputSchema": { "type": "object" } }""";
        _home.WithStandIn("s", $$"""
            {
              "era": "{{upstreamEra}}",
              "tools": [ {{Needed}}, {{Kept}} ],
              "calls": { "lose": { "tools": [ {{Kept}} ] }, "find": { "tools": [ {{Needed}}, {{Kept}} ] } }
            }
            """);
        await using var client = await Client.Connect(_home, era);
        await client.Compose("""{"name":"uses_it","description":"d","steps":[{"tool":"s__needed"}]}""");
        await client.Compose("""{"name":"uses_that","description":"d","steps":[{"tool":"uses_it"}]}""");
        Assert.Equal(2, (await client.Names()).Count(name => name is "uses_it" or "uses_that"));

        await client.Call("s__lose");
        await client.NamesAre(names => !names.Contains("s__needed") && !names.Contains("uses_it") && !names.Contains("uses_that"), "the notice that the tool is lost");
        Assert.Contains("s__needed", (await client.Call("uses_it")).Bad().Text, StringComparison.Ordinal);
        Assert.False((await client.ListComposed()).Single(row => row.GetProperty("name").ValueEquals("uses_it")).GetProperty("available").GetBoolean());

        await client.Call("s__find");
        await client.NamesAre(names => names.Contains("s__needed") && names.Contains("uses_it") && names.Contains("uses_that"), "the notice that the tool is back");
        Assert.Equal("needed", (await client.Call("uses_that")).Good().Text);
    }

    public void Dispose() => _home.Dispose();
}

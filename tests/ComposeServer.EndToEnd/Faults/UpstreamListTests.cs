using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>An upstream whose tools change while they are being listed: between the first page and the second.</summary>
public sealed class UpstreamListTests
{
    private static readonly string[] Before = ["a", "b", "c", "d", "e"];

    // One is gone, which moves the others a place; one is new; one is there under both and must work throughout.
    private static readonly string[] After = ["b", "c", "e", "f"];

    [Theory]
    [InlineData("legacy", "2025-11-25")]
    [InlineData("modern", "2026-07-28")]
    public async Task Tools_that_change_between_two_pages_are_in_the_end_those_that_are_there(string era, string version)
    {
        using var home = new TestHome();
        home.WithStandIn("well", """{ "tools": [{ "name": "t", "inputSchema": { "type": "object" } }] }""");
        home.WithStandIn("s", $$"""{ "record": "$RECORD", "era": "{{era}}", "pageSize": 2, "tools": [{{Tools(Before)}}], "afterFirstPage": [{{Tools(After)}}] }""", $"\"protocolVersion\":\"{version}\"");
        await using var client = await Client.Connect(home);
        await client.NamesAre(names => After.All(name => names.Contains($"s__{name}")), "the tools that are there now");
        Assert.Equal(After.Select(name => $"s__{name}"), (await client.Names()).Where(name => name.StartsWith("s__", StringComparison.Ordinal)));
        await client.Compose("""{"name":"use_it","description":"d","steps":[{"id":"f","tool":"s__f"},{"id":"t","tool":"well__t"}],"output":"{{ $f }} {{ $t }}"}""");
        Assert.Equal("f t", (await client.Call("use_it")).Good().Text);
        Assert.Contains("s__a", (await client.Request("tools/call", """{"name":"s__a","arguments":{}}""")).Message.ToString(), StringComparison.Ordinal);
        Assert.Single(home.Starts("s"));
    }

    private static string Tools(string[] names) => string.Join(',', names.Select(name => $$"""{"name":"{{name}}","inputSchema":{"type":"object"} }"""));
}

using System.Globalization;
using System.Text;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults.Security;

/// <summary>What is nested to exhaust the stack, or to be deeper than a message may be, is refused with its reason; nothing that was composed or listed makes other answers fail.</summary>
public sealed class NestingTests : IDisposable
{
    private const int Deep = 100_000;

    private readonly TestHome _home = new();

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("!", "true", "")]
    [InlineData("1 + ", "1", "")]
    [InlineData("string(", "1", ")")]
    [InlineData("$input[?@", "", "]")]
    [InlineData("if(true, ", "1", ", 2)")]
    [InlineData("{{ ", "1", " }}")]
    public async Task An_expression_is_refused_and_the_next_request_answered(string open, string inner, string close)
    {
        await using var client = await Client.Connect(_home);
        var text = Repeat(open, Deep) + inner + Repeat(close, Deep);
        foreach (var step in new[] { $"{{\"value\":{Json.Quoted($"{{{{ {text} }}}}")}}}", $"{{\"value\":1,\"condition\":{Json.Quoted(text)}}}", $"{{\"value\":{Json.Quoted("$input" + text)}}}" })
            await client.Call("dynamic_tool_compose", $$"""{"name":"deep","description":"d","steps":[{{step}}]}""");
        Assert.Equal("{}", (await client.Request("ping")).Result.GetRawText());
    }

    [Theory]
    [InlineData("tools/call", """{"name":"find_tools","arguments":{"query":DEEP}}""")]
    [InlineData("tools/call", """{"name":"dynamic_tool_compose","arguments":{"name":"deep","description":"d","parameters":{"x":{"default":DEEP}},"steps":[{"value":DEEP}]}}""")]
    [InlineData("tools/call", """{"name":"same","arguments":{"x":DEEP}}""")]
    [InlineData("ping", """{"x":DEEP}""")]
    public async Task A_message_is_answered_once_and_the_next_too(string method, string parameters)
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"same","description":"d","parameters":{"x":"any"},"steps":[{"value":"$input.x"}]}""");
        foreach (var deep in new[] { Lists(Deep), Objects(Deep) })
            await client.Request(method, parameters.Replace("DEEP", deep, StringComparison.Ordinal));
        Assert.Equal("{}", (await client.Request("ping")).Result.GetRawText());
    }

    [Fact]
    public async Task What_can_be_composed_can_be_listed_at_any_depth()
    {
        await using var client = await Client.Connect(_home);
        for (var depth = 40; depth < 64; depth++)
            foreach (var (kind, fields) in Definitions(depth))
            {
                var answer = await client.Call("dynamic_tool_compose", $$"""{"name":"{{kind}}{{depth.ToString(CultureInfo.InvariantCulture)}}","description":"d",{{fields}}}""");
                if (depth <= 50)
                    answer.Good();
                await AssertListed(client);
            }
    }

    [Fact]
    public async Task What_a_tool_gives_is_handed_on_at_any_depth_or_a_failure()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"parsed","description":"d","parameters":{"text":"string"},"steps":[{"value":"{{ parseJson($input.text) }}"}]}""");
        for (var depth = 58; depth < 70; depth++)
            foreach (var text in new[] { Lists(depth), Objects(depth) })
            {
                var answer = await client.Call("parsed", $$"""{"text":{{Json.Quoted(text)}}}""");
                Assert.True(answer.IsError || depth <= 62, $"{depth}: {answer.Message}");
                Assert.True(!answer.IsError || depth > 60, $"{depth}: {answer.Message}");
            }
    }

    [Fact]
    public async Task The_tools_of_an_upstream_at_any_depth_take_no_other_with_them()
    {
        var tools = Enumerable.Range(50, 12).Select(depth => $$"""{ "name": "t{{depth}}", "inputSchema": { "type": "object", "default": {{Objects(depth)}} } }""");
        _home.WithStandIn("up", $$"""{ "tools": [{{string.Join(',', tools)}}], "calls": { "*": { "text": "yes" } } }""");
        await using var client = await Client.Connect(_home);
        Assert.Contains("up__t50", await client.Names());
        await AssertListed(client);
        Assert.Equal("yes", (await client.Call("up__t50")).Good().Text);
    }

    [Fact]
    public async Task Files_of_the_home_do_not_keep_it_from_serving()
    {
        File.WriteAllText(Path.Combine(_home.Home, "servers.json"), $$"""{"mcpServers":{{Objects(Deep)}} }""");
        File.WriteAllText(_home.Settings, $$"""{"limits":{{Lists(Deep)}} }""");
        File.WriteAllText(_home.Library, """
            {"formatVersion":1,"tools":{"deep":{"definition":DEEP},"near":{"definition":{"name":"near","description":"d","steps":[{"value":NEAR}]}},"good":{"definition":{"name":"good","description":"d","steps":[{"value":1}]}}}}
            """.Replace("DEEP", Objects(900), StringComparison.Ordinal).Replace("NEAR", Lists(60), StringComparison.Ordinal));
        await using var client = await Client.Connect(_home);
        Assert.Contains("good", await client.Names());
        await AssertListed(client);
    }

    public void Dispose() => _home.Dispose();

    private static async Task AssertListed(Client client)
    {
        await client.Names();
        (await client.Call("find_tools", """{"limit":1000}""")).Good();
        (await client.Call("list_composed_tools", """{"includeDefinition":true}""")).Good();
    }

    private static IEnumerable<(string Kind, string Fields)> Definitions(int depth) =>
    [
        ("value", $"\"steps\":[{{\"value\":{Objects(depth - 4)}}}]"),
        ("default", $"\"parameters\":{{\"x\":{{\"type\":\"object\",\"default\":{Objects(depth - 4)}}}}},\"steps\":[{{\"value\":1}}]"),
        ("schema", $"\"steps\":[{{\"value\":1}}],\"output\":[1],\"outputSchema\":{{\"type\":\"array\",\"items\":{Schemas((depth - 4) / 2)}}}"),
        ("metadata", $"\"steps\":[{{\"value\":1}}],\"metadata\":{Lists(depth - 2)}"),
    ];

    private static string Schemas(int levels) => Repeat("""{"anyOf":[""", levels) + "true" + Repeat("]}", levels);

    private static string Lists(int levels) => new string('[', levels) + new string(']', levels);

    private static string Objects(int levels) => Repeat("{\"a\":", levels - 1) + "{}" + new string('}', levels - 1);

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}

using System.Diagnostics;
using System.Text.Json;
using ComposeServer.EndToEnd.Harness;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.EndToEnd;

/// <summary>Three clients that people use: each gets every kind of answer without an error of its own.</summary>
public sealed class ClientsTests : IDisposable
{
    private const string Typed = """{ "type": "object", "properties": { "n": { "type": "number" } }, "required": ["n"], "additionalProperties": false }""";

    // Each tool, what it gives as structured content, and its first text.
    private static readonly (string Name, string Step, string? Structured, string? Text)[] Tools =
    [
        ("give_object", """{"value":{"a":1,"b":{"c":["x",null,true]}}}""", """{"a":1,"b":{"c":["x",null,true]}}""", """{"a":1,"b":{"c":["x",null,true]}}"""),
        ("give_number", """{"value":42.5}""", """{"result":42.5}""", "42.5"),
        ("give_false", """{"value":false}""", """{"result":false}""", "false"),
        ("give_null", """{"value":null}""", """{"result":null}""", "null"),
        ("give_list", """{"value":[1,"two",[3]]}""", """{"result":[1,"two",[3]]}""", """[1,"two",[3]]"""),
        ("give_text", """{"value":"just text, with {\"no\":\"JSON\"}"}""", """{"result":"just text, with {\"no\":\"JSON\"}"}""", """just text, with {"no":"JSON"}"""),
        ("give_empty", """{"value":""}""", """{"result":""}""", ""),
        ("give_image", """{"tool":"s__picture"}""", null, "a picture"),
        ("give_typed", """{"tool":"s__typed"}""", """{"n":1.5}""", "{\"n\":1.5}"),
        ("s__typed", "", """{"n":1.5}""", "{\"n\":1.5}"),
    ];

    private static readonly string[] Failing = ["fail_itself", "fail_typed", "s__typed_fails"];

    private readonly TestHome _home = new();

    public ClientsTests()
    {
        ManyTools.Save(_home, 700);
        _home.WithStandIn("s", $$"""
            {
              "tools": [
                { "name": "picture", "inputSchema": { "type": "object" } },
                { "name": "typed", "inputSchema": { "type": "object" }, "outputSchema": {{Typed}} },
                { "name": "typed_fails", "inputSchema": { "type": "object" }, "outputSchema": {{Typed}} }
              ],
              "calls": {
                "picture": { "result": { "content": [{ "type": "text", "text": "a picture" }, { "type": "image", "data": "iVBORw0KGgo=", "mimeType": "image/png" }] } },
                "typed": { "result": { "content": [{ "type": "text", "text": "{\"n\":1.5}" }], "structuredContent": { "n": 1.5 } } },
                "typed_fails": { "result": { "content": [{ "type": "text", "text": "no plums" }], "isError": true } }
              }
            }
            """);
    }

    [NeedsNodeTheory]
    [InlineData("client.mjs", Era.Legacy)]
    [InlineData("client.mjs", Era.Modern)]
    [InlineData("sdk.mjs", Era.Legacy)]
    public async Task The_TypeScript_clients_get_every_kind_of_answer(string script, Era era)
    {
        await ComposeAll();
        var names = Tools.Select(tool => tool.Name).Concat(Failing).ToArray();
        var calls = string.Join(',', names.Select(name => $$"""{"name":"{{name}}","arguments":{} }""").Append("""{"name":"call_composed_tool","arguments":{"name":"give_object"} }"""));
        var start = new ProcessStartInfo("node",
        [
            Path.Combine(Places.RepositoryRoot, "tests", "ComposeServer.EndToEnd", "Clients", script), era.ToString(), $"[{calls}]",
            Places.Dotnet, Places.Program, "--home", _home.Home,
        ])
        { WorkingDirectory = _home.Files };
        var done = await Finished.Run(start);
        Assert.True(done.ExitCode == 0, done.Errors);
        var report = Json.Parse(done.Output);
        Assert.Equal("[]", report.GetProperty("errors").GetRawText());
        var listed = report.GetProperty("tools").EnumerateArray().Select(name => name.GetString()!).ToArray();
        Assert.Equal(700, listed.Count(name => name.StartsWith("many_", StringComparison.Ordinal)));
        Assert.Equal(listed.Distinct(), listed);
        Assert.Superset(names.ToHashSet(), listed.ToHashSet());
        var answers = report.GetProperty("answers").EnumerateArray().ToArray();
        foreach (var (tool, answer) in Tools.Zip(answers))
            IsAsExpected(tool.Name, tool.Structured, tool.Text, answer);
        IsAsExpected("call_composed_tool", Tools[0].Structured, Tools[0].Text, answers[^1]);
        foreach (var answer in answers[Tools.Length..^1])
            Assert.True(answer.TryGetProperty("isError", out var isError) && isError.GetBoolean(), answer.ToString());
        Assert.Equal("image", answers[Array.IndexOf(names, "give_image")].GetProperty("content")[1].GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task The_CSharp_client_gets_every_kind_of_answer(string version)
    {
        await ComposeAll();
        await using var client = await McpClient.CreateAsync(
            new StdioClientTransport(new StdioClientTransportOptions
            {
                Command = Places.Dotnet,
                Arguments = [Places.Program, "--home", _home.Home],
                WorkingDirectory = _home.Files,
                Name = "compose-server",
            }),
            new McpClientOptions { ProtocolVersion = version });
        var listed = (await client.ListToolsAsync()).Select(tool => tool.Name).ToArray();
        Assert.Equal(700, listed.Count(name => name.StartsWith("many_", StringComparison.Ordinal)));
        foreach (var (name, _, structured, text) in Tools)
        {
            var answer = await client.CallToolAsync(name);
            Assert.NotEqual(true, answer.IsError);
            Assert.Equal(structured is null ? null : Json.Exact(structured), answer.StructuredContent is { } given ? Json.Exact(given) : null);
            Assert.Equal(text, answer.Content.OfType<TextContentBlock>().First().Text);
        }

        foreach (var name in Failing)
            Assert.True((await client.CallToolAsync(name)).IsError);
        Assert.Equal("image/png", (await client.CallToolAsync("give_image")).Content.OfType<ImageContentBlock>().Single().MimeType);
    }

    public void Dispose() => _home.Dispose();

    private static void IsAsExpected(string name, string? structured, string? text, JsonElement answer)
    {
        Assert.False(answer.TryGetProperty("threw", out var threw), $"{name}: {threw}");
        Assert.False(answer.GetProperty("isError").GetBoolean(), $"{name}: {answer}");
        Assert.Equal(structured is null ? "" : Json.Exact(structured), answer.TryGetProperty("structuredContent", out var given) ? Json.Exact(given) : "");
        Assert.Equal(text, answer.GetProperty("content")[0].GetProperty("text").GetString());
    }

    private async Task ComposeAll()
    {
        await using var author = await Client.Connect(_home);
        foreach (var (name, step, _, _) in Tools.Where(tool => tool.Step.Length > 0))
            await author.Compose($$"""{"name":"{{name}}","description":"d","steps":[{{step}}]}""");
        await author.Compose("""{"name":"fail_itself","description":"d","steps":[{"fail":{"message":"no plums"}},{"value":{"n":1}}]}""");
        await author.Compose("""{"name":"fail_typed","description":"d","steps":[{"tool":"s__typed_fails"}]}""");
    }
}

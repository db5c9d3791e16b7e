using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>The public reference servers as upstreams: a tool's whole life, from composing to its removal.</summary>
public sealed class ReferenceServersTests : IDisposable
{
    private const string Definition =
        """
        {
          "name": "note_file", "description": "Read a file and keep what it says as an entity",
          "parameters": { "path": "string", "name": "string" },
          "steps": [
            { "id": "read", "tool": "fs__read_text_file", "params": { "path": "$input.path" } },
            { "id": "shout", "value": "{{ upper($read.content) }}" },
            { "id": "keep", "tool": "memory__create_entities", "params": { "entities": [{ "name": "$input.name", "entityType": "file", "observations": ["$shout"] }] } }
          ],
          "output": "$keep.entities[0]"
        }
        """;

    private readonly TestHome _home = new();

    public ReferenceServersTests()
    {
        _home.WithPackage("fs", "@modelcontextprotocol/server-filesystem", _home.Files)
            .WithPackage("memory", "@modelcontextprotocol/server-memory")
            .WithPackage("everything", "@modelcontextprotocol/server-everything");
        File.WriteAllText(_home.File("greeting.txt"), "hello, world");
    }

    private string Arguments => $$"""{"path":{{Json.Quoted(_home.File("greeting.txt"))}},"name":"greeting"}""";

    [NeedsNodeTheory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Modern)]
    public async Task A_tool_of_three_steps_is_composed_announced_listed_run_kept_over_a_restart_and_removed(Era era)
    {
        await using (var client = await Client.Connect(_home, era))
        {
            Assert.Contains("everything__echo", await client.Names());
            var from = client.Process.Count;
            var composed = await client.Compose(Definition);
            Assert.Equal("created", composed.Structured.GetProperty("status").GetString());
            Assert.True(client.Changes(from, composed.Position) > 0, "It was not announced before the compose call was answered.");
            Assert.Contains("note_file", await client.Names());
            var run = (await client.Call("note_file", Arguments)).Good();
            Assert.Equal(Json.Exact("""{"name":"greeting","entityType":"file","observations":["HELLO, WORLD"]}"""), Json.Exact(run.Structured));
        }

        await using (var client = await Client.Connect(_home, era))
        {
            Assert.Contains("note_file", await client.Names());
            (await client.Call("note_file", Arguments.Replace("\"greeting\"", "\"again\"", StringComparison.Ordinal))).Good();
            var graph = (await client.Call("memory__read_graph")).Good().Structured.GetProperty("entities");
            Assert.Equal(["greeting", "again"], graph.EnumerateArray().Select(entity => entity.GetProperty("name").GetString()!));
            var from = client.Process.Count;
            var removed = (await client.Call("remove_composed_tool", """{"name":"note_file"}""")).Good();
            Assert.Equal("removed", removed.Structured.GetProperty("status").GetString());
            Assert.True(client.Changes(from, removed.Position) > 0, "It was not announced that it is gone.");
            Assert.DoesNotContain("note_file", await client.Names());
            Assert.Contains("note_file", (await client.Call("note_file", Arguments)).Bad().Text, StringComparison.Ordinal);
        }
    }

    [NeedsNodeTheory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Modern)]
    public async Task The_Inspector_composes_lists_calls_and_removes_a_tool(Era era)
    {
        var inspector = new Inspector(_home, era);
        var composed = await inspector.Call("dynamic_tool_compose", Json.Exact(Definition));
        Assert.Equal("created", composed.GetProperty("structuredContent").GetProperty("status").GetString());
        var names = await inspector.Names();
        Assert.Contains("fs__read_text_file", names);
        Assert.Contains("note_file", names);
        var run = await inspector.Call("note_file", Arguments);
        Assert.Equal("HELLO, WORLD", run.GetProperty("structuredContent").GetProperty("observations")[0].GetString());
        await inspector.Call("remove_composed_tool", """{"name":"note_file"}""");
        Assert.DoesNotContain("note_file", await inspector.Names());
    }

    [NeedsNodeFact]
    public async Task The_tools_of_server_everything_pass_through_with_their_schemas_and_answers_unchanged()
    {
        await using var direct = new LineProcess(new System.Diagnostics.ProcessStartInfo("node", [NodePackages.Script("@modelcontextprotocol/server-everything", "dist/index.js")]));
        await direct.WriteLine($$"""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{{Client.Capabilities}}}""");
        await direct.Find(Client.IsAnswer, "the answer to initialize");
        await direct.WriteLine("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await direct.WriteLine("""{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}""");
        var position = await direct.Find(message => Client.IsAnswer(message) && message.GetProperty("id").GetInt32() == 2, "its tools");
        var theirs = direct[position].GetProperty("result").GetProperty("tools").EnumerateArray().ToDictionary(tool => tool.GetProperty("name").GetString()!);

        await using var client = await Client.Connect(_home);
        var ours = (await client.ListTools()).ToDictionary(tool => tool.GetProperty("name").GetString()!);
        foreach (var (name, tool) in theirs)
            foreach (var member in new[] { "title", "description", "inputSchema", "outputSchema", "annotations" })
                Assert.Equal(Text(tool, member), Text(ours[$"everything__{name}"], member));
        Assert.Equal("Echo: hi 🎉", (await client.Call("everything__echo", """{"message":"hi 🎉"}""")).Good().Text);
        var image = (await client.Call("everything__get-tiny-image")).Good().Content.EnumerateArray().Single(block => block.GetProperty("type").ValueEquals("image"));
        Assert.Equal("image/png", image.GetProperty("mimeType").GetString());
        Assert.NotEmpty(image.GetProperty("data").GetBytesFromBase64());
    }

    [NeedsNodeTheory]
    [InlineData("streamableHttp", "mcp", "http")]
    [InlineData("sse", "sse", "sse")]
    [InlineData("sse", "sse", "")]
    public async Task Server_everything_is_reached_over_HTTP_too(string transport, string path, string type)
    {
        var port = FreePort();
        var start = new System.Diagnostics.ProcessStartInfo("node", [NodePackages.Script("@modelcontextprotocol/server-everything", "dist/index.js"), transport]);
        start.Environment["PORT"] = $"{port}";
        await using var server = new LineProcess(start);
        await server.Says($"port {port}");
        _home.With("remote", $$"""{ {{(type.Length == 0 ? "" : $"\"type\":\"{type}\",")}} "url":"http://127.0.0.1:{{port}}/{{path}}" }""");
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"far","description":"d","steps":[{"tool":"remote__echo","params":{"message":"hi 🎉"}}]}""");
        Assert.Equal("Echo: hi 🎉", (await client.Call("far")).Good().Text);
        client.Process.EndInput();
        Assert.Equal(0, await client.Process.Exit());
    }

    [NeedsNodeFact]
    public async Task Progress_of_an_upstream_reaches_the_caller_in_order_before_the_answer()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"long","description":"d","steps":[{"tool":"everything__trigger-long-running-operation","params":{"duration":1,"steps":5}}]}""");
        var id = await client.Send("tools/call", """{"name":"long","arguments":{}}""", """
            "progressToken":"p1"
            """.Trim());
        var answer = await client.AnswerTo(id);
        answer.Good();
        var progress = client.Process.Between(0, answer.Position)
            .Where(message => message.TryGetProperty("method", out var method) && method.ValueEquals("notifications/progress"))
            .Select(message => message.GetProperty("params").GetProperty("progress").GetDouble()).ToArray();
        Assert.True(progress.Length >= 5, $"Only {progress.Length} notices of progress came.");
        Assert.Equal(progress.Order().Distinct(), progress);
    }

    [NeedsNodeFact]
    public async Task A_JSON_file_that_is_read_as_text_and_written_as_text_is_unchanged_to_the_byte()
    {
        const string Text = "{ \"b\" : 1.0,\t\"a\":12345678901234567890,\r\n \"big\": 1e400, \"same\":\"\\u00e9\\/\", \"emoji\":\"🎉\", \"n\": null }\n\n";
        File.WriteAllText(_home.File("in.json"), Text);
        await using var client = await Client.Connect(_home);
        await client.Compose("""
            {"name":"copy_json","description":"d","parameters":{"from":"string","to":"string"},"steps":[
              {"tool":"files__read_text","params":{"path":"$input.from"}},
              {"tool":"fs__write_file","params":{"path":"$input.to","content":"$step1"}},
              {"value":{"a":"$step1.a","b":"$step1.b","big":"$step1.big","emoji":"$step1.emoji","same":"$step1.same"}}]}
            """);
        var copied = (await client.Call("copy_json", $$"""{"from":"in.json","to":{{Json.Quoted(_home.File("out.json"))}}}""")).Good();
        Assert.Equal(File.ReadAllBytes(_home.File("in.json")), File.ReadAllBytes(_home.File("out.json")));
        Assert.Equal(Json.Exact("""{"a":12345678901234567890,"b":1.0,"big":1e400,"emoji":"🎉","same":"é/"}"""), Json.Exact(copied.Structured));
    }

    public void Dispose() => _home.Dispose();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(JsonElement tool, string member) => tool.TryGetProperty(member, out var value) ? Json.Exact(value) : "";
}

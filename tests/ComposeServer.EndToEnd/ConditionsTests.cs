using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>Conditions are values, and JSON that came as text stays that text.</summary>
public sealed class ConditionsTests(SharedClient shared) : IClassFixture<SharedClient>, IDisposable
{
    private readonly TestHome _home = new();

    [Theory]
    [InlineData("$input.flag", "{\"flag\":false}", "skipped")]
    [InlineData("$input.flag", "{\"flag\":true}", "succeeded")]
    [InlineData("$input.flag", "{}", "skipped")]
    [InlineData("!$input.flag", "{\"flag\":false}", "succeeded")]
    [InlineData("!$input.flag", "{\"flag\":true}", "skipped")]
    [InlineData("!$input.flag", "{}", "succeeded")]
    [InlineData("exists($input.flag)", "{\"flag\":false}", "succeeded")]
    [InlineData("exists($input.flag)", "{\"flag\":true}", "succeeded")]
    [InlineData("exists($input.flag)", "{}", "skipped")]
    [InlineData("{{ $input.flag }}", "{\"flag\":false}", "skipped")]
    [InlineData("{{ $input.flag && true }}", "{\"flag\":true}", "succeeded")]
    [InlineData("$input.flag == false", "{\"flag\":false}", "succeeded")]
    public async Task A_step_runs_when_its_condition_is_true(string condition, string arguments, string status)
    {
        File.WriteAllText(shared.Home.File("a.txt"), "text");
        var client = shared.Client;
        await client.Compose($$$"""
            {"replace":true,"name":"perhaps","description":"d","parameters":{"flag?":"boolean"},
             "steps":[{"value":"before"},{"tool":"files__read_text","params":{"path":"a.txt"},"condition":"{{{condition}}}"}]}
            """);
        var answer = (await client.Call("perhaps", arguments)).Good();
        Assert.Equal(["succeeded", status], answer.Statuses);
        Assert.Equal(status == "skipped" ? "before" : "text", answer.Text);
    }

    [Fact]
    public async Task A_JSON_file_read_as_text_goes_upstream_to_the_byte_and_its_fields_still_work()
    {
        const string Text = "{ \"b\" : 1.0,\t\"a\":12345678901234567890,\r\n \"big\": 1e400, \"same\":\"\\u00e9\\/\", \"emoji\":\"🎉\", \"n\": null }\n\n";
        File.WriteAllText(_home.File("in.json"), Text);
        _home.WithStandIn("s", """
            {
              "record": "$RECORD",
              "tools": [{ "name": "write", "inputSchema": { "type": "object", "properties": { "path": { "type": "string" }, "text": { "type": "string" } }, "required": ["path", "text"] } }]
            }
            """);
        await using var client = await Client.Connect(_home);
        await client.Compose("""
            {"name":"copy","description":"d","steps":[
              {"tool":"files__read_text","params":{"path":"in.json"}},
              {"tool":"s__write","params":{"path":"{{ $step1.emoji }}.json","text":"$step1"}},
              {"tool":"s__write","params":{"path":"inside","text":"<{{ $step1 }}>"}},
              {"value":{"a":"$step1.a","big":"$step1.big","n":"$step1.n"}}]}
            """);
        var answer = (await client.Call("copy")).Good();
        Assert.Equal(Json.Exact("""{"a":12345678901234567890,"big":1e400,"n":null}"""), Json.Exact(answer.Structured));
        var written = _home.Calls("s", "write").Select(call => Json.Parse(call).GetProperty("params").GetProperty("arguments")).ToArray();
        Assert.Equal(["🎉.json", "inside"], written.Select(arguments => arguments.GetProperty("path").GetString()!));
        Assert.Equal([Text, $"<{Text}>"], written.Select(arguments => arguments.GetProperty("text").GetString()!));
    }

    public void Dispose() => _home.Dispose();
}

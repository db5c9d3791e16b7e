using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>A step that fails ends the run; the caller learns where, why, and what had already happened.</summary>
public sealed class FailuresTests : IDisposable
{
    private readonly TestHome _home = new();

    public FailuresTests() => _home.WithStandIn("s", """
        {
          "record": "$RECORD",
          "tools": [
            { "name": "good", "inputSchema": { "type": "object" } },
            { "name": "refuses", "inputSchema": { "type": "object" } },
            { "name": "protests", "inputSchema": { "type": "object" } },
            { "name": "hangs", "inputSchema": { "type": "object" } },
            { "name": "dies", "inputSchema": { "type": "object" } },
            { "name": "after", "inputSchema": { "type": "object" } }
          ],
          "calls": {
            "good": { "result": { "content": [], "structuredContent": { "a": 1 } } },
            "refuses": { "result": { "content": [{ "type": "text", "text": "the disk is full of plums" }], "structuredContent": { "a": 2 }, "isError": true } },
            "protests": { "error": { "code": -32050, "message": "the moon is down" } },
            "hangs": { "never": true },
            "dies": { "die": 7 },
            "after": { "echo": true }
          }
        }
        """, "\"timeout\":\"2s\"");

    [Theory]
    [InlineData("""{"tool":"s__refuses"}""", "s__refuses", "the disk is full of plums")]
    [InlineData("""{"tool":"s__protests"}""", "s__protests", "the moon is down")]
    [InlineData("""{"tool":"s__hangs"}""", "s__hangs", "2 s")]
    [InlineData("""{"tool":"s__hangs","timeout":"200ms"}""", "s__hangs", "0.2 s")]
    [InlineData("""{"tool":"s__dies"}""", "s__dies", "exited with code 7")]
    [InlineData("""{"value":"$step1.b.c"}""", "", "found nothing")]
    [InlineData("""{"fail":{"message":"the plums are gone"}}""", "", "the plums are gone")]
    public async Task A_failing_step_is_told_with_its_tool_its_message_and_the_status_of_every_step(string step, string tool, string message)
    {
        await using var client = await Connect();
        var definition = $$"""{"name":"try_it","description":"d","steps":[{"id":"first","tool":"s__good"},{"id":"breaks",{{step[1..]}},{"id":"last","tool":"s__after","params":{"x":"$breaks"} }]}""";
        await client.Compose(definition);
        var answer = (await client.Call("try_it")).Bad();
        foreach (var part in new[] { "breaks", tool, message, "first", "last" })
            Assert.Contains(part, answer.Text, StringComparison.Ordinal);
        Assert.False(answer.HasStructured);
        Assert.Equal(["succeeded", "failed", "not_started"], answer.Statuses);
        Assert.Contains(message, answer.Run.GetProperty("steps")[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(_home.Calls("s", "after"));
    }

    [Fact]
    public async Task A_failure_of_a_direct_call_passes_through_as_the_upstream_said_it()
    {
        await using var client = await Connect();
        Assert.Equal("the disk is full of plums", (await client.Call("s__refuses")).Bad().Text);
        Assert.Contains("the moon is down", (await client.Call("s__protests")).Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_timed_out_is_cancelled_upstream()
    {
        await using var client = await Connect();
        await client.Compose("""{"name":"wait_long","description":"d","steps":[{"tool":"s__hangs","timeout":"100ms"}]}""");
        (await client.Call("wait_long")).Bad();
        await Wait.Until(() => _home.Record("s").Any(line => line.Contains("\"cancelled\"", StringComparison.Ordinal)), "the cancellation upstream");
    }

    [Fact]
    public async Task A_caller_that_cancels_stops_the_run_and_the_call_in_flight()
    {
        await using var client = await Connect();
        await client.Compose("""{"name":"wait_long","description":"d","steps":[{"tool":"s__hangs"},{"tool":"s__after"}],"timeout":"1h"}""");
        var id = await client.Send("tools/call", """{"name":"wait_long","arguments":{}}""");
        await Wait.Until(() => _home.Calls("s", "hangs").Length > 0, "the call upstream");
        await client.Notify("notifications/cancelled", $$"""{"requestId":{{id}}}""");
        await Wait.Until(() => _home.Record("s").Any(line => line.Contains("\"cancelled\"", StringComparison.Ordinal)), "the cancellation upstream");
        Assert.Empty(_home.Calls("s", "after"));
        (await client.Call("s__good")).Good();
    }

    [Fact]
    public async Task An_upstream_that_died_is_started_again_and_its_tools_work_again()
    {
        await using var client = await Connect();
        await client.Compose("""{"name":"use_it","description":"d","steps":[{"tool":"s__good"}]}""");
        (await client.Call("s__dies")).Bad();
        await Wait.Until(async () => !(await client.Call("use_it")).IsError, "a call that is answered again");
        Assert.True(_home.Starts("s").Length > 1, "It was not started again.");
    }

    [Fact]
    public async Task An_upstream_that_cannot_be_started_is_said_and_delays_nobody()
    {
        _home.With("missing", """{"command":"no-such-program-at-all"}""");
        _home.WithStandIn("crashes", """{"exitAtStart":3,"stderr":["out of plums"]}""");
        _home.WithStandIn("babbles", """{"silent":true,"nonsense":["hello, I am no server"]}""");
        File.WriteAllText(_home.Settings, """{"startupWait":"1s"}""");
        await using var client = await Connect();
        (await client.Call("s__good")).Good();
        var servers = (await client.Call("find_tools")).Good().Structured.GetProperty("servers").EnumerateArray()
            .ToDictionary(server => server.GetProperty("name").GetString()!, server => server);
        Assert.Equal("ready", servers["s"].GetProperty("state").GetString());
        Assert.Contains("no-such-program-at-all", servers["missing"].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("connecting", servers["babbles"].GetProperty("state").GetString());
        await client.Process.Says("\"crashes\"");
        var definition = """{"name":"x","description":"d","steps":[{"tool":"missing__t"}]}""";
        var error = (await client.Call("dynamic_tool_compose", definition)).Bad().Structured.GetProperty("errors")[0];
        Assert.Equal("upstream_unavailable", error.GetProperty("code").GetString());
    }

    public void Dispose() => _home.Dispose();

    // With so short a timeout the server may be tried more than once before it is there.
    private async Task<Client> Connect()
    {
        var client = await Client.Connect(_home);
        await client.NamesAre(names => names.Contains("s__good"), "the tools of the server");
        return client;
    }
}

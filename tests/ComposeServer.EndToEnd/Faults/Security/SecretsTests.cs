using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults.Security;

/// <summary>What is secret in servers.json reaches the server that it is for, and nobody else.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string Token = "s3cr3t-t0ken-0123456789";
    private const string Header = "h3ader-s3cr3t-9876543210";

    private readonly TestHome _home = new();

    [Fact]
    public async Task They_stand_in_no_line_of_the_log_no_error_and_no_list()
    {
        const string Environment = $$"""
            "env":{"API_TOKEN":"{{Token}}"}
            """;
        const string Leaking = $$"""
            { "stderr": ["starting with {{Token}}"], "tools": [{ "name": "env", "inputSchema": { "type": "object" } }, { "name": "leak", "inputSchema": { "type": "object" } }],
              "calls": { "env": { "environment": true }, "leak": { "stderr": ["token {{Token}} was refused"], "error": { "code": -32000, "message": "token {{Token}} was refused" } } } }
            """;
        _home.WithStandIn("good", Leaking, Environment);
        _home.WithStandIn("crashes", $$"""{ "stderr": ["cannot log in with {{Token}}"], "exitAtStart": 3 }""", Environment);
        _home.With("missing", $$"""{"command":"no-such-program-at-all","args":["--token={{Token}}"],{{Environment}}}""");
        _home.With("remote", $$"""{"type":"http","url":"http://127.0.0.1:9/mcp","headers":{"Authorization":"Bearer {{Header}}"},{{Environment}}}""");
        await using var client = await Client.Connect(_home);
        await client.Names();
        Assert.Equal(Token, (await client.Call("good__env")).Good().Structured.GetProperty("API_TOKEN").GetString());
        var seen = client.Process.Count;
        await client.Call("find_tools");
        await client.Call("good__leak");
        await client.Compose("""{"name":"use","description":"d","steps":[{"tool":"good__leak"}]}""");
        (await client.Call("use")).Bad();
        await client.Call("dynamic_tool_compose", """{"name":"x","description":"d","steps":[{"tool":"crashes__t"},{"tool":"remote__t"},{"tool":"missing__t"}]}""");
        await client.Call("list_composed_tools");
        await client.Names();
        client.Process.EndInput();
        await client.Process.Exit();
        await client.Process.OutputRead();
        var said = string.Join('\n', client.Process.Between(seen, client.Process.Count).Select(message => message.ToString())) + string.Join('\n', client.Process.Errors);
        Assert.Contains("crashes", said, StringComparison.Ordinal);
        Assert.Contains("remote", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, said, StringComparison.Ordinal);
        Assert.DoesNotContain(Header, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_stand_in_no_telemetry_and_in_no_line_of_a_log_that_holds_everything()
    {
        const string Leaking = $$"""
            { "stderr": ["starting with {{Token}}"], "tools": [{ "name": "leak", "inputSchema": { "type": "object" } }],
              "calls": { "leak": { "stderr": ["token {{Token}} was refused"], "error": { "code": -32000, "message": "token {{Token}} was refused" } } } }
            """;
        using var collector = new TelemetryCollector();
        File.WriteAllText(_home.Settings, $$"""{"startupWait":"25s","telemetry":{"otlp":{"endpoint":"{{collector.Url}}","headers":{"api-key":"{{Header}}"} } } }""");
        _home.WithStandIn("good", Leaking, $$"""
            "env":{"API_TOKEN":"{{Token}}"}
            """);
        _home.With("remote", $$"""{"type":"http","url":"{{collector.Url}}/mcp?key={{Token}}","headers":{"Authorization":"Bearer {{Header}}"} }""");
        var start = _home.Program("--log-level", "Trace");
        start.Environment["OTEL_BSP_SCHEDULE_DELAY"] = start.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "100";
        await using var client = await Client.Connect(start);
        await client.Names();
        await client.Compose("""{"name":"use","description":"d","steps":[{"tool":"good__leak"}]}""");
        (await client.Call("use")).Bad();
        var sent = await collector.Until("step step1") + await collector.Until("composer.runs");
        client.Process.EndInput();
        await client.Process.Exit();
        await client.Process.OutputRead();
        var log = string.Join('\n', client.Process.Errors);
        Assert.Contains("token *** was refused", log, StringComparison.Ordinal);
        foreach (var secret in new[] { Token, Header })
        {
            Assert.DoesNotContain(secret, sent, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
            Assert.All(Directory.GetFiles(_home.Home).Where(file => Path.GetFileName(file) is not ("servers.json" or "settings.json")), file => Assert.DoesNotContain(secret, File.ReadAllText(file), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_upstream_gets_the_environment_that_is_configured_and_not_ours()
    {
        _home.WithStandIn("s", """{ "tools": [{ "name": "env", "inputSchema": { "type": "object" } }], "calls": { "env": { "environment": true } } }""", "\"env\":{\"GIVEN\":\"${OURS_ONLY}-${NOT_SET:-other}\"}");
        var start = _home.Program();
        start.Environment["OURS_ONLY"] = Token;
        await using var client = await Client.Connect(start);
        var environment = (await client.Call("s__env")).Good().Structured;
        Assert.Equal($"{Token}-other", environment.GetProperty("GIVEN").GetString());
        Assert.False(environment.TryGetProperty("OURS_ONLY", out _));
        Assert.True(environment.TryGetProperty("PATH", out _));
    }

    public void Dispose() => _home.Dispose();
}

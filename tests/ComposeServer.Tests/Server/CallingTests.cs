using System.Text.Json;
using ComposeServer.Tests.Upstreams;

namespace ComposeServer.Tests.Server;

public sealed class CallingTests
{
    private const string Script = """
        {"tools":[{"name":"echo","inputSchema":{"type":"object"}},{"name":"image","inputSchema":{"type":"object"}},{"name":"bad","inputSchema":{"type":"object"}},{"name":"never","inputSchema":{"type":"object"}},{"name":"slow","inputSchema":{"type":"object"}},{"name":"text","inputSchema":{"type":"object","properties":{"text":{"type":"string"}}}}],
         "calls":{"echo":{"echo":true},"text":{"echo":true},"never":{"never":true},"slow":{"progress":[{"progress":1,"total":4,"message":"one"},{"progress":2,"total":4},{"progress":3,"total":4}],"progressEveryMs":60,"delayMs":60},
           "image":{"result":{"content":[{"type":"image","data":"AAAA","mimeType":"image/png"},{"type":"vendor/odd","n":1e400}],"_meta":{"vendor":1.50}}},
           "bad":{"result":{"isError":true,"content":[{"type":"text","text":"no such thing"}]}}}}
        """;

    [Theory]
    [InlineData("""{"name":"add","arguments":{"n":2}}""")]
    [InlineData("""{"name":"add","arguments":"{\"n\":2}"}""")]
    public async Task Call_composed_tool_gives_exactly_what_calling_it_gives(string arguments)
    {
        await using var served = await Served.Start();
        await served.Compose("add", """[{"value":{"sum":"{{ $input.n + 1 }}"}}]""", ""","parameters":{"n":"integer"}""");
        var direct = await served.Client.Call("add", """{"n":2}""");
        var through = await served.Client.Call("call_composed_tool", arguments);
        Assert.Equal(direct.Names(), through.Names());
        Assert.Equal(direct.At("structuredContent").GetRawText(), through.At("structuredContent").GetRawText());
        Assert.Equal(direct.At("content").GetRawText(), through.At("content").GetRawText());
        Assert.Equal("add", through.At("_meta").GetProperty("composer/run").Text("tool"));
    }

    [Theory]
    [InlineData("""{"name":"add","arguments":"[1]"}""", "/arguments")]
    [InlineData("""{"name":"add","arguments":"{"}""", "/arguments")]
    [InlineData("""{"name":"add","arguments":5}""", "/arguments")]
    [InlineData("""{"name":"add"}""", "/n")]
    [InlineData("""{"name":"add","arguments":{"n":"x","m":1}}""", "/m")]
    [InlineData("""{"name":"ad"}""", "\"add\"")]
    [InlineData("""{"arguments":{}}""", "/name")]
    public async Task Call_composed_tool_says_what_does_not_fit(string arguments, string part)
    {
        await using var served = await Served.Start();
        await served.Compose("add", """[{"value":"{{ $input.n + 1 }}"}]""", ""","parameters":{"n":"integer"}""");
        var answer = await served.Client.Call("call_composed_tool", arguments);
        Assert.True(answer.At("isError").GetBoolean());
        Assert.False(answer.Has("structuredContent"));
        Assert.Contains(part, answer.Text("content/0/text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_content_and_meta_reach_the_caller_as_they_came()
    {
        await using var served = await Served.Start(servers: Served.StandIn("up", Script));
        await served.Compose("shown", """[{"tool":"image"}]""");
        var answer = await served.Client.Call("shown");
        Assert.Equal("""[{"type":"image","data":"AAAA","mimeType":"image/png"},{"type":"vendor/odd","n":1e400}]""", answer.At("content").GetRawText());
        Assert.Equal("1.50", answer.At("_meta/vendor").GetRawText());
        Assert.False(answer.Has("structuredContent"));
        var steps = answer.At("_meta").GetProperty("composer/run").At("steps");
        Assert.Equal(["id", "tool", "status", "attempts", "durationMs"], steps.At("0").Names());
        Assert.Equal("up__image", steps.Text("0/tool"));
    }

    [Fact]
    public async Task Numbers_and_texts_go_through_two_servers_unchanged()
    {
        await using var served = await Served.Start(servers: Served.StandIn("up", Script));
        await served.Compose("through", """[{"tool":"echo","params":"$input.v"},{"tool":"echo","params":{"again":"$step1"}}]""", ""","parameters":{"v":"object"}""");
        const string Values = """{"big":12345678901234567890,"huge":1e400,"zero":-0,"spelled":1.50,"empty":"","none":null,"no":false,"list":[[],{}]}""";
        var answer = await served.Client.Call("through", $$"""{"v":{{Values}}}""");
        Assert.Equal($$"""{"again":{{Values}}}""", answer.At("structuredContent").GetRawText());
    }

    [Fact]
    public async Task A_failure_has_a_text_for_the_model_and_a_trace_and_no_structured_content()
    {
        await using var served = await Served.Start(servers: Served.StandIn("up", Script));
        await served.Compose("failing", """[{"id":"first","tool":"echo","params":{"s":"SECRET"}},{"id":"second","tool":"bad","params":{"s":"SECRET"}},{"id":"third","tool":"echo"}]""");
        var answer = await served.Client.Call("failing");
        Assert.True(answer.At("isError").GetBoolean());
        Assert.False(answer.Has("structuredContent"));
        var text = answer.Text("content/0/text");
        foreach (var part in (string[])["second", "up__bad", "attempt 1", "no such thing", "- first (up__echo): succeeded", "- third (up__echo): not_started"])
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", text, StringComparison.Ordinal);
        Assert.Equal(["succeeded", "failed", "not_started"], answer.At("_meta").GetProperty("composer/run").At("steps").Texts("status"));
    }

    [Fact]
    public async Task A_direct_call_of_an_upstream_s_tool_passes_through()
    {
        await using var served = await Served.Start(servers: Served.StandIn("up", Script));
        var answer = await served.Client.Call("up__image");
        Assert.Equal("1e400", answer.At("content/1/n").GetRawText());
        Assert.True((await served.Client.Call("up__bad")).At("isError").GetBoolean());
    }

    [Fact]
    public async Task The_client_s_cancellation_cancels_the_call_in_flight()
    {
        var record = Path.GetTempFileName();
        var script = Script.Trim()[..^1] + $$""","record":{{JsonSerializer.Serialize(record)}}}""";
        await using var served = await Served.Start(servers: Served.StandIn("up", script));
        await served.Compose("waits", """[{"tool":"never"},{"tool":"echo"}]""");
        var call = await served.Client.Begin("tools/call", """{"name":"waits","arguments":{}}""");
        var id = served.Client.LastId;
        await Scripted.Until(() => File.ReadAllText(record).Contains("\"never\"", StringComparison.Ordinal), "the call reached the server");
        await served.Client.Send($$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{id}}}}}""");
        await Scripted.Until(() => File.ReadAllText(record).Contains("notifications/cancelled", StringComparison.Ordinal), "the server was told");
        Assert.Equal("{}", (await served.Client.Request("ping")).GetRawText());
        Assert.False(call.IsCompleted);
        Assert.DoesNotContain("\"echo\"", File.ReadAllText(record), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_increases_names_the_step_and_comes_before_the_answer()
    {
        await using var served = await Served.Start(servers: Served.StandIn("up", Script));
        await served.Compose("slowly", """[{"id":"work","tool":"slow"},{"id":"rest","tool":"echo"}]""");
        await served.Client.Call("slowly", "{}", ""","_meta":{"progressToken":"p1"}""");
        Assert.Equal($"answer {served.Client.LastId}", served.Client.Heard.Last());
        var all = served.Client.Progress.ToArray();
        Assert.All(all, one => Assert.Equal("p1", one.Text("progressToken")));
        var values = all.Select(one => one.At("progress").GetDouble()).ToArray();
        Assert.Equal(values.Order().Distinct(), values);
        Assert.Contains(all, one => one.Text("message").Contains("work (1 of 2): one", StringComparison.Ordinal));
        Assert.All(all, one => Assert.Equal(2, one.At("total").GetDouble()));
    }

    [Fact]
    public async Task A_denied_tool_cannot_be_called_by_any_name()
    {
        await using var served = await Served.Start(servers: Served.StandIn("up", Script, "\"deny\":[\"bad\"]"));
        var refused = await served.Refused("""{"name":"a","description":"d","steps":[{"tool":"up__bad"},{"tool":"bad"}]}""");
        Assert.Equal(["denied_tool", "denied_tool"], refused.At("errors").Texts("code"));
        var direct = await served.Client.Call("up__bad");
        Assert.True(direct.Has("error") || direct.At("isError").GetBoolean());
        Assert.DoesNotContain("up__bad", await served.Client.ListNames());
    }

    [Fact]
    public async Task A_call_before_any_handshake_is_answered_and_garbage_is_not_the_end()
    {
        await using var served = Served.Prepare();
        await served.Client.Send("this is no JSON");
        await served.Client.Send("""{"jsonrpc":"2.0","id":99,"method":"no/such/method"}""");
        await served.Client.Send("[1,2,3]");
        await served.Client.Open(modern: false);
        Assert.Equal(-32601, (await served.Client.Request("no/such/method")).At("error/code").GetInt32());
        Assert.Contains("find_tools", await served.Client.ListNames());
    }
}

using System.Text.Json;
using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Tests.Upstreams;

public sealed class CallingTests : IAsyncLifetime
{
    private readonly Scripted _scripted = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scripted.DisposeAsync();

    private async Task<ToolResult> CallOnce(string reply, string arguments = "{}")
    {
        await _scripted.StartOne($$"""{"tools":[{"name":"a"}],"calls":{"a":{{reply}} } }""");
        return await _scripted.Call("a", arguments).WaitAsync(Scripted.Patience);
    }

    [Fact]
    public async Task Arguments_and_results_travel_unchanged()
    {
        const string Arguments = """{"big":12345678901234567890123,"far":1e400,"zero":-0,"one":1.0,"nothing":null,"no":false,"text":"😀 é \"\\ \n","empty":"","deep":{"a":[[],{}]}}""";
        var result = await CallOnce("""{"result":{"content":[{"type":"hologram","x":1}],"structuredContent":"$arguments","vendor":{"a":1e400},"_meta":{"m":1}}}""", Arguments);
        Assert.Null(result.Failure);
        Assert.Equal(Arguments, result.Structured.ToJson());
        Assert.Equal("""[{"type":"hologram","x":1}]""", result.Content.ToJson());
        Assert.Equal("""{"m":1}""", result.Meta.ToJson());
        Assert.Equal("1e400", result.Raw.GetProperty("vendor").GetProperty("a").GetRawText());
    }

    [Fact]
    public async Task A_lone_surrogate_arrives()
    {
        var result = await CallOnce("""{"result":{"content":[{"type":"text","text":"a\ud800b"}]}}""");
        Assert.Null(result.Failure);
        Assert.Equal("a\ufffdb", result.Value.Text());
    }

    [Theory]
    [InlineData("""{"\ud83dxxx":1,"jsonrpc":"2.0","id":1048580,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","me\ud83dxod":1,"id":1048580}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1048580,"error":{"\ud83dxxx":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/\ud83dx"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"\ud83dxxxxxxxxxxxxx":1}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"a":1,"a":2}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":"\ud83dx","method":"ping"}""")]
    public async Task A_name_that_is_no_text_is_no_end_of_the_connection(string line)
    {
        var result = await CallOnce($$"""{"nonsense":[{{Engine.Json.Value.Of(line).ToJson()}}],"text":"yes"}""");
        Assert.Equal("yes", result.Value.Text());
    }

    [Fact]
    public async Task An_error_of_the_tool_is_a_failure_with_its_words()
    {
        var result = await CallOnce("""{"result":{"isError":true,"content":[{"type":"text","text":"disk full"}]}}""");
        Assert.Equal(new ToolFailure(FailureKind.ToolError, "disk full"), result.Failure);
    }

    [Theory]
    [InlineData(-32000, FailureKind.Protocol)]
    [InlineData(-32602, FailureKind.InvalidArguments)]
    internal async Task A_protocol_error_is_a_failure_with_its_code(int code, FailureKind kind)
    {
        var result = await CallOnce($$$"""{"error":{"code":{{{code}}},"message":"no","data":{"x":1} } }""");
        Assert.Equal(new ToolFailure(kind, "no", code), result.Failure);
    }

    [Theory]
    [InlineData("""{"structuredContent":{"a":1,"a":2}}""")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("DEEP")]
    public async Task What_is_no_usable_answer_fails_at_once(string result)
    {
        var deep = $$"""{"content":[],"structuredContent":{{string.Concat(Enumerable.Repeat("{\"a\":", 65))}}1{{new string('}', 65)}} }""";
        Assert.Equal(FailureKind.Transport, (await CallOnce($$"""{"result":{{result.Replace("DEEP", deep)}} }""")).Failure?.Kind);
    }

    [Fact]
    public async Task As_many_levels_as_the_sdk_reads_are_not_too_deep()
    {
        var result = await CallOnce($$"""{"result":{"content":[],"structuredContent":{{string.Concat(Enumerable.Repeat("{\"a\":", 62))}}1{{new string('}', 62)}} } }""");
        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task Silence_is_a_timeout_and_the_upstream_is_told()
    {
        var time = new FakeTime();
        await _scripted.StartOne("""{"tools":[{"name":"a"}],"calls":{"a":{"never":true}},"record":"$RECORD"}""", "\"timeout\":\"2s\"", time);
        var call = _scripted.Call("a");
        await Scripted.Until(() => _scripted.Record().Any(line => line.Contains("tools/call", StringComparison.Ordinal)), "the call had arrived");
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(FailureKind.Timeout, (await call.WaitAsync(Scripted.Patience)).Failure?.Kind);
        await Scripted.Until(() => _scripted.Record().Any(line => line.Contains("\"event\":\"cancelled\"", StringComparison.Ordinal)), "the upstream gave up the call");
    }

    [Fact]
    public async Task Progress_is_a_sign_of_life_and_comes_in_order()
    {
        var time = new FakeTime();
        var steps = string.Join(',', Enumerable.Range(1, 12).Select(i => $$"""{"progress":{{i}},"total":12,"message":"m{{i}}"}"""));
        await _scripted.StartOne($$"""{"tools":[{"name":"a"}],"calls":{"a":{"progress":[{{steps}}],"text":"done"} } }""", "\"timeout\":\"2s\"", time);
        var heard = new List<ToolProgress>();
        var result = await _scripted.Call("a", progress: progress =>
        {
            heard.Add(progress);
            time.Advance(TimeSpan.FromSeconds(1.9));
        }).WaitAsync(Scripted.Patience);
        Assert.Equal("done", result.Value.Text());
        Assert.Equal(Enumerable.Range(1, 12).Select(i => new ToolProgress(i, 12, $"m{i}")), heard);
    }

    [Fact]
    public async Task No_progress_is_lost_before_the_answer_and_none_comes_after_it()
    {
        var steps = string.Join(',', Enumerable.Range(1, 50).Select(i => $$"""{"progress":{{i}}}"""));
        await _scripted.StartOne($$"""{"tools":[{"name":"a"}],"calls":{"a":{"progress":[{{steps}}]} } }""", "\"maxConcurrency\":4");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            var heard = new List<double>();
            await _scripted.Call("a", progress: p => heard.Add(p.Progress)).WaitAsync(Scripted.Patience);
            Assert.Equal(Enumerable.Range(1, 50).Select(i => (double)i), heard);
        }));
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_upstream_and_throws()
    {
        await _scripted.StartOne("""{"tools":[{"name":"a"}],"calls":{"a":{"never":true}},"record":"$RECORD"}""");
        using var cancellation = new CancellationTokenSource();
        var call = _scripted.Call("a", cancellationToken: cancellation.Token);
        await Scripted.Until(() => _scripted.Record().Any(line => line.Contains("tools/call", StringComparison.Ordinal)), "the call arrived");
        await cancellation.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Scripted.Patience));
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        await Scripted.Until(() => _scripted.Record().Any(line => line.Contains("\"event\":\"cancelled\"", StringComparison.Ordinal)), "the upstream gave up the call");
        var id = JsonDocument.Parse(_scripted.Record().Single(line => line.Contains("tools/call", StringComparison.Ordinal))).RootElement.GetProperty("id").GetRawText();
        Assert.Contains(_scripted.Record(), line => line.Contains($"\"requestId\":{id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Arguments_that_nest_too_deep_are_not_sent_and_the_connection_stays()
    {
        await _scripted.StartOne("""{"tools":[{"name":"a"}],"calls":{"a":{"echo":true} } }""");
        var deep = $"{string.Concat(Enumerable.Repeat("{\"a\":", 64))}1{new string('}', 64)}";
        Assert.Equal(FailureKind.InvalidArguments, (await _scripted.Call("a", deep).WaitAsync(Scripted.Patience)).Failure?.Kind);
        Assert.Null((await _scripted.Call("a").WaitAsync(Scripted.Patience)).Failure);
    }

    [Fact]
    public async Task A_lone_surrogate_in_arguments_is_sent_as_the_replacement_character()
    {
        var result = await CallOnce("""{"echo":true}""", """{"t":"a\ud800b"}""");
        Assert.Equal("a\ufffdb", result.Structured.Get("t").Text());
    }

    [Fact]
    public async Task A_question_to_the_caller_is_a_failure_that_says_so()
    {
        var result = await CallOnce("""{"result":{"resultType":"input_required","inputRequests":{"q":{"method":"elicitation/create","params":{"message":"?"} } } } }""");
        Assert.Equal(FailureKind.Protocol, result.Failure?.Kind);
        Assert.Contains("asks the caller a question", result.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_so_many_calls_are_in_flight_and_the_others_wait_their_turn()
    {
        await _scripted.StartOne("""{"tools":[{"name":"a"}],"calls":{"a":{"delayMs":200,"echo":true}},"record":"$RECORD"}""", "\"maxConcurrency\":2");
        var calls = Enumerable.Range(0, 5).Select(i => _scripted.Call("a", $$"""{"i":{{i}}}""")).ToArray();
        using var cancellation = new CancellationTokenSource();
        var waiting = _scripted.Call("a", """{"i":9}""", cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Scripted.Until(() => Arrived().Length == 2, "two calls arrived");
        Assert.False(calls[0].IsCompleted);
        await Task.WhenAll(calls).WaitAsync(Scripted.Patience);
        // Two that begin at the same time may arrive in either order.
        Assert.Equal([["0", "1"], ["2", "3"], ["4"]], Arrived().Chunk(2).Select(pair => pair.Order().ToArray()));

        string[] Arrived() => [.. _scripted.Record().Where(line => line.Contains("tools/call", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("params").GetProperty("arguments").GetProperty("i").GetRawText())];
    }

    [Fact]
    public async Task A_denied_tool_is_not_called()
    {
        await _scripted.StartOne("""{"tools":[{"name":"a"}],"record":"$RECORD"}""", "\"deny\":[\"a\"]");
        Assert.Equal(FailureKind.Denied, (await _scripted.Call("a")).Failure?.Kind);
        Assert.DoesNotContain(_scripted.Record(), line => line.Contains("tools/call", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tool_that_is_gone_is_not_called()
    {
        await _scripted.StartOne("""{"tools":[{"name":"a"}],"calls":{"a":{"tools":[]}},"record":"$RECORD"}""");
        var tool = _scripted["s"].Tools[0].Tool;
        await _scripted.Call("a");
        await Scripted.Until(() => _scripted["s"].Tools.IsEmpty, "the tool was gone");
        var result = await tool.Invoke(new ToolCall(Engine.Json.Value.EmptyObject, CallContext.Alone), CancellationToken.None);
        Assert.Equal(FailureKind.Unavailable, result.Failure?.Kind);
    }

    [Fact]
    public async Task Lines_that_are_no_messages_are_passed_over_and_said_once()
    {
        await _scripted.StartOne("""{"nonsense":["Starting…","[1,2"],"tools":[{"name":"a"}],"calls":{"a":{"nonsense":["}{","7"],"text":"yes"}}}""");
        Assert.Equal("yes", (await _scripted.Call("a")).Value.Text());
        Assert.Equal(1, _scripted.Log.Count("not JSON-RPC messages"));
    }

    [Fact]
    public async Task A_child_is_given_the_default_environment_and_what_is_configured_and_nothing_of_ours()
    {
        Environment.SetEnvironmentVariable("UPSTREAM_TEST_SECRET", "leaked");
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "# comment\nexport FROM_FILE=\"one two\"\nBOTH=file\n");
        await _scripted.StartOne(
            """{"tools":[{"name":"a"}],"calls":{"a":{"environment":true}}}""", $$"""  "env":{"MINE":"yes","BOTH":"env"},"envFile":"{{file}}" """);
        var environment = (await _scripted.Call("a")).Structured;
        File.Delete(file);
        Assert.Equal(("yes", "env", "one two"), (environment.Get("MINE").Text(), environment.Get("BOTH").Text(), environment.Get("FROM_FILE").Text()));
        Assert.True(environment.Get("UPSTREAM_TEST_SECRET").IsNothing);
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), environment.Get("PATH").Text());
    }

    [Fact]
    public async Task A_big_result_arrives()
    {
        var text = new string('x', 3_000_000);
        Assert.Equal(text, (await CallOnce("""{"text":"{t}"}""", $$"""{"t":"{{text}}"}""")).Value.Text());
    }
}

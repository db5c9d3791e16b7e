using System.Text;
using System.Text.Json;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>What is no proper message is answered or passed over as the protocol says; the program stays up.</summary>
public sealed class RobustnessTests(SharedClient shared) : IClassFixture<SharedClient>, IDisposable
{
    private readonly TestHome _home = new();

    [Theory]
    [InlineData("hello, is anybody there?")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("\"text\"")]
    [InlineData("""{"jsonrpc":"2.0","id":77""")]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"ping"}}""")]
    [InlineData("""[{"jsonrpc":"2.0","id":77,"method":"ping"},{"jsonrpc":"2.0","id":78,"method":"ping"}]""")]
    [InlineData("""{"jsonrpc":"2.0","id":null,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":123456789012345678901234567890,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":77}""")]
    [InlineData("""{"jsonrpc":"1.0","id":77,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":7}""")]
    [InlineData("""{"jsonrpc":"2.0","id":4711,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/no-such"}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/cancelled"}""")]
    public async Task Garbage_is_no_reason_to_leave_the_next_request_unanswered(string line)
    {
        var client = shared.Client;
        await client.Process.WriteLine(line);
        Assert.Equal("{}", (await client.Request("ping")).Result.GetRawText());
        Assert.Empty(client.Process.NoMessages);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_passed_over()
    {
        await using var client = await Client.Connect(_home);
        await client.Process.Write(new byte[] { 0xff, 0xfe, 0x00, 0x01, 0xc3, 0x28, (byte)'\n' });
        await client.Process.Write("{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"tools/call\",\"params\":{\"name\":\"find_tools\",\"arguments\":{\"query\":\"\xff\"}}}\n"u8.ToArray());
        (await client.Call("find_tools")).Good();
    }

    [Fact]
    public async Task A_message_that_comes_in_pieces_is_one_message()
    {
        await using var client = await Client.Connect(_home);
        foreach (var part in new[] { "{\"jsonrpc\":\"2.0\",", "\"id\":77,\"meth", "od\":\"ping\"}\r", "\n" })
            await client.Process.Write(Encoding.UTF8.GetBytes(part));
        Assert.Equal("{}", (await client.AnswerTo(77)).Result.GetRawText());
    }

    [Fact]
    public async Task A_carriage_return_between_the_parts_of_a_message_ends_no_line()
    {
        await using var client = await Client.Connect(_home);
        await client.Process.WriteLine("{\r\"jsonrpc\":\"2.0\",\r\"id\":77,\"method\":\"ping\"}\r");
        Assert.Equal("{}", (await client.AnswerTo(77)).Result.GetRawText());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"no/such"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"prompts/list"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/call","params":{"name":"no_such_tool","arguments":{}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/call","params":{}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/call","params":[1]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/call","params":{"name":5}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/call","params":{"name":"find_tools","arguments":[]}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/call","params":{"name":"find_tools","arguments":"{}"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/call","params":{"name":"find_tools","_meta":7}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/call","params":{"name":"find_tools","arguments":{"query":"\ud800"}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/call","params":{"name":"find_tools","arguments":{},"arguments":{}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/call","params":{"\ud800":1,"name":"find_tools"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/list","params":{"cursor":"never given"}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":77,"method":"tools/list","params":{"cursor":5}}""", -32602)]
    public async Task A_malformed_request_gets_the_error_that_JSON_RPC_has_for_it(string line, int code)
    {
        var client = shared.Client;
        var from = client.Process.Count;
        await client.Process.WriteLine(line.Replace("\"id\":77", "\"id\":7777", StringComparison.Ordinal));
        Assert.Equal(code, (await client.AnswerTo(7777, from)).Error.GetProperty("code").GetInt32());
        (await client.Call("find_tools")).Good();
    }

    [Fact]
    public async Task An_oversized_line_is_not_kept_in_memory_and_the_next_is_answered()
    {
        await using var client = await Client.Connect(_home);
        var part = Encoding.UTF8.GetBytes(new string('x', 4 * 1024 * 1024));
        await client.Process.Write("{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"ping\",\"params\":{\"x\":\""u8.ToArray());
        for (var i = 0; i < 16; i++)
            await client.Process.Write(part);
        await client.Process.Write("\"}}\n"u8.ToArray());
        Assert.Equal("{}", (await client.Request("ping")).Result.GetRawText());
    }

    [Fact]
    public async Task A_definition_over_the_limit_is_refused_by_a_result_and_a_large_argument_is_carried()
    {
        await using var client = await Client.Connect(_home);
        var large = new string('a', 2 * 1024 * 1024);
        var refused = (await client.Call("dynamic_tool_compose", $$"""{"name":"big","description":"{{large}}","steps":[{"value":1}]}""")).Bad();
        Assert.Equal("definition_too_large", refused.Structured.GetProperty("errors")[0].GetProperty("code").GetString());
        await client.Compose("""{"name":"same","description":"d","parameters":{"text":"string"},"steps":[{"value":"$input.text"}]}""");
        Assert.Equal(large, (await client.Call("same", $$"""{"text":"{{large}}"}""")).Good().Text);
    }

    [Fact]
    public async Task A_request_before_the_handshake_is_answered_in_whatever_way_and_the_handshake_still_works()
    {
        await using var client = Client.Start(_home);
        foreach (var method in new[] { "tools/list", "tools/call", "ping" })
            await client.Request(method, """{"name":"find_tools","arguments":{}}""");
        await client.Greet();
        (await client.Call("find_tools")).Good();
    }

    [Fact]
    public async Task Nothing_is_announced_before_the_handshake()
    {
        _home.WithStandIn("s", """{ "record": "$RECORD", "tools": [{ "name": "t", "inputSchema": { "type": "object" } }] }""");
        await using var client = Client.Start(_home);
        await client.Process.Says("is connected");
        Assert.Equal(0, client.Process.Count);
        await client.Greet();
        Assert.Equal(JsonValueKind.Object, client.Process[0].GetProperty("result").ValueKind);
    }

    [Fact]
    public async Task A_hundred_requests_at_once_are_each_answered_once()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"twice","description":"d","parameters":{"n":"integer"},"steps":[{"value":"{{ $input.n * 2 }}"}]}""");
        var ids = new List<int>();
        for (var i = 0; i < 100; i++)
            ids.Add(await client.Send("tools/call", $$$"""{"name":"twice","arguments":{"n":{{{i}}}}}"""));
        for (var i = 0; i < 100; i++)
            Assert.Equal(2 * i, (await client.AnswerTo(ids[i])).Good().Structured.GetProperty("result").GetInt32());
        var answers = client.Process.Between(0, client.Process.Count).Where(Client.IsAnswer).Select(message => message.GetProperty("id").GetInt32()).ToArray();
        Assert.Equal(answers.Distinct(), answers);
    }

    public void Dispose() => _home.Dispose();
}

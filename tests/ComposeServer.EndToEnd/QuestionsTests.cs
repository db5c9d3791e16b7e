using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>The real program asks a person, in both eras; the upstream's record says what has run.</summary>
public sealed class QuestionsTests : IDisposable
{
    private const string Definition = """{"name":"careful","description":"d","steps":[{"tool":"rec__read"},{"id":"sure","elicit":{"message":"Write?","schema":{"n":"integer"}}},{"tool":"rec__write"}],"output":"$sure.n"}""";

    private const string Upstream = """{"tools":[{"name":"read","inputSchema":{"type":"object"}},{"name":"write","inputSchema":{"type":"object"}}],"record":"$RECORD"}""";

    private readonly TestHome _home = new();
    private readonly LineProcess _program;
    private int _lastId;

    public QuestionsTests()
    {
        _home.WithStandIn("rec", Upstream);
        _program = new LineProcess(_home.Program());
    }

    [Fact]
    public async Task By_a_request_of_its_own_to_a_client_with_a_handshake()
    {
        await using var program = _program;
        await AnswerTo(await Send("initialize", """{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{}},"clientInfo":{"name":"t","version":"1"}}"""));
        await program.WriteLine("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await AnswerTo(await Call("dynamic_tool_compose", Definition, ""));
        var call = await Call("careful", "{}", "");
        var question = program[await program.Find(message => message.TryGetProperty("method", out var method) && method.ValueEquals("elicitation/create"), "the question")];
        Assert.Equal("Write?", question.GetProperty("params").GetProperty("message").GetString());
        Assert.Equal((1, 0), Calls());
        await program.WriteLine($$"""{"jsonrpc":"2.0","id":{{question.GetProperty("id").GetRawText()}},"result":{"action":"accept","content":{"n":4} } }""");
        Assert.Equal("4", (await AnswerTo(call)).Good().Text);
        Assert.Equal((1, 1), Calls());
    }

    [Fact]
    public async Task By_an_answer_that_asks_to_a_client_without_and_steps_that_have_run_are_not_run_again()
    {
        await using var program = _program;
        await AnswerTo(await Call("dynamic_tool_compose", Definition, Meta));
        var asked = (await AnswerTo(await Call("careful", "{}", Meta))).Result;
        Assert.Equal("input_required", asked.GetProperty("resultType").GetString());
        Assert.Equal("Write?", asked.GetProperty("inputRequests").GetProperty("q1").GetProperty("params").GetProperty("message").GetString());
        Assert.Equal((1, 0), Calls());
        var state = asked.GetProperty("requestState").GetRawText();
        var answer = await AnswerTo(await Call("careful", "{}", Meta, $$""","requestState":{{state}},"inputResponses":{"q1":{"action":"accept","content":{"n":4} } }"""));
        Assert.Equal("4", answer.Good().Text);
        Assert.Equal((1, 1), Calls());
    }

    public void Dispose() => _home.Dispose();

    private const string Meta =
        """
        "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"elicitation":{"form":{}}},"io.modelcontextprotocol/clientInfo":{"name":"t","version":"1"}},
        """;

    private (int Read, int Write) Calls() => (_home.Calls("rec", "read").Length, _home.Calls("rec", "write").Length);

    private Task<int> Call(string tool, string arguments, string meta, string more = "") =>
        Send("tools/call", $$"""{ {{meta}} "name":"{{tool}}","arguments":{{arguments}}{{more}} }""");

    private async Task<int> Send(string method, string parameters)
    {
        var id = ++_lastId;
        await _program.WriteLine($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters.ReplaceLineEndings(" ")}} }""");
        return id;
    }

    private async Task<Answer> AnswerTo(int id)
    {
        var position = await _program.Find(message => Client.IsAnswer(message) && message.GetProperty("id").GetInt32() == id, $"the answer to request {id}");
        return new Answer(_program[position], position);
    }
}

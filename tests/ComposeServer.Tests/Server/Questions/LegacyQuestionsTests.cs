using System.Text.Json;

namespace ComposeServer.Tests.Server.Questions;

/// <summary>Questions in the era of handshakes (2025-11-25): requests of the server's own.</summary>
public sealed class LegacyQuestionsTests
{
    private const string Asking = """
        {"name":"asking","description":"d","save":false,"timeout":"2s","steps":[{"id":"ask","elicit":{"message":"Which {{ 'one' }}?","schema":{"size":{"type":"integer","minimum":1},"colour?":{"type":"string","oneOf":[{"const":"r","title":"Red"},{"const":"g","title":"Green"}],"default":"r"}},"onDecline":"continue"}}],
         "output":{"value":"$ask?","action":"$steps.ask.action"}}
        """;

    private const string Timed = """{"name":"timed","description":"d","save":false,"steps":[{"id":"ask","elicit":{"message":"Now?"},"timeout":"90s"}]}""";

    internal const string Cleaning = """
        {"name":"cleaning","description":"d","save":false,"steps":[{"id":"ask","elicit":{"message":"?"}}],"finally":[{"id":"more","elicit":{"message":"Clean up?"}},{"tool":"rec__a"}]}
        """;

    [Theory]
    [InlineData("""{"action":"accept","content":{"size":12345678901234567890}}""", """{"value":{"size":12345678901234567890},"action":"accept"}""")]
    [InlineData("""{"action":"decline"}""", """{"action":"decline"}""")]
    [InlineData("""{"action":"cancel","content":null}""", """{"action":"cancel"}""")]
    public async Task What_a_person_did_is_what_the_step_knows(string answer, string output)
    {
        await using var bench = await QuestionBench.Start(modern: false);
        await bench.Compose(Asking);
        var call = await bench.Call("asking");
        await bench.Reply((await bench.Asked(1))[0], answer);
        var result = await bench.AnswerTo(call);
        Assert.Contains(output[..^1], result.GetProperty("result").GetProperty("structuredContent").GetRawText().Replace("\"value\":null,", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_reaches_the_client_as_it_was_written()
    {
        await using var bench = await QuestionBench.Start(modern: false);
        await bench.Compose(Asking);
        await bench.Call("asking");
        var asked = (await bench.Asked(1))[0].GetProperty("params");
        Assert.Equal("Which one?", asked.GetProperty("message").GetString());
        Assert.Equal("form", asked.GetProperty("mode").GetString());
        Assert.Equal(
            """{"type":"object","properties":{"size":{"type":"integer","minimum":1},"colour":{"type":"string","oneOf":[{"const":"r","title":"Red"},{"const":"g","title":"Green"}],"default":"r"}},"required":["size"]}""",
            asked.GetProperty("requestedSchema").GetRawText());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"elicitation":{"url":{}}}""")]
    public async Task A_client_that_cannot_show_a_form_is_told_so_by_the_word(string capabilities)
    {
        await using var bench = await QuestionBench.Start(modern: false, capabilities);
        await bench.Compose(Asking);
        var answer = await bench.AnswerTo(await bench.Call("asking"));
        Assert.True(QuestionBench.IsError(answer));
        Assert.Contains("elicitation", QuestionBench.TextOf(answer), StringComparison.Ordinal);
        Assert.Empty(await bench.Asked(0));
    }

    [Fact]
    public async Task An_empty_capability_means_forms()
    {
        await using var bench = await QuestionBench.Start(modern: false, """{"elicitation":{}}""");
        await bench.Compose(Asking);
        await bench.Call("asking");
        Assert.Single(await bench.Asked(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Two_questions_at_once_are_answered_in_either_order(int first)
    {
        await using var bench = await QuestionBench.Start(modern: false);
        await bench.Compose("""
            {"name":"two","description":"d","save":false,"mode":"parallel","steps":[{"id":"x","elicit":{"message":"x","schema":{"n":"integer"}}},{"id":"y","elicit":{"message":"y","schema":{"n":"integer"}}}],"output":["$x.n","$y.n"]}
            """);
        var call = await bench.Call("two");
        var asked = (await bench.Asked(2)).OrderBy(m => m.GetProperty("params").GetProperty("message").GetString()).ToArray();
        await bench.Reply(asked[first], $$$"""{"action":"accept","content":{"n":{{{first + 1}}}}}""");
        await bench.Reply(asked[1 - first], $$$"""{"action":"accept","content":{"n":{{{2 - first}}}}}""");
        Assert.Equal("[1,2]", (await bench.AnswerTo(call)).GetProperty("result").GetProperty("structuredContent").GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task A_slow_person_does_not_time_the_run_out()
    {
        await using var bench = await QuestionBench.Start(modern: false);
        await bench.Compose(Asking);
        var call = await bench.Call("asking");
        var asked = await bench.Asked(1);
        bench.Time.Pass(TimeSpan.FromHours(20));
        await bench.Reply(asked[0], """{"action":"accept","content":{"size":1}}""");
        Assert.False(QuestionBench.IsError(await bench.AnswerTo(call)));
    }

    [Fact]
    public async Task A_question_whose_time_is_over_is_withdrawn()
    {
        await using var bench = await QuestionBench.Start(modern: false);
        await bench.Compose(Timed);
        var call = await bench.Call("timed");
        var asked = (await bench.Asked(1))[0];
        bench.Time.Pass(TimeSpan.FromSeconds(91));
        var answer = await bench.AnswerTo(call);
        Assert.True(QuestionBench.IsError(answer));
        Assert.Contains("Nobody answered within 90 s", QuestionBench.TextOf(answer), StringComparison.Ordinal);
        await Withdrawn(bench, asked);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_withdraws_its_question()
    {
        await using var bench = await QuestionBench.Start(modern: false);
        await bench.Compose(Asking);
        var call = await bench.Call("asking");
        var asked = (await bench.Asked(1))[0];
        await bench.Cancel(call);
        await Withdrawn(bench, asked);
        // What comes too late is no trouble.
        await bench.Reply(asked, """{"action":"accept","content":{"size":1}}""");
        Assert.False(QuestionBench.IsError(await bench.AnswerTo(await bench.Call("find_tools"))));
    }

    [Fact]
    public async Task What_cleans_up_after_a_cancelled_call_asks_nobody()
    {
        await using var bench = await QuestionBench.Start(modern: false, replies: "{}");
        await bench.Compose(Cleaning);
        var call = await bench.Call("cleaning");
        await bench.Asked(1);
        await bench.Cancel(call);
        await bench.Recorded("a");
        Assert.Single(await bench.Asked(1));
    }

    [Theory]
    [InlineData("""{"action":"accept","content":{"size":0}}""", "does not fit the question")]
    [InlineData("""{"action":"maybe"}""", "is no answer")]
    [InlineData("""{"action":"accept","content":[]}""", "is no answer")]
    public async Task An_answer_that_does_not_fit_fails_the_step(string answer, string message)
    {
        await using var bench = await QuestionBench.Start(modern: false);
        await bench.Compose(Asking);
        var call = await bench.Call("asking");
        await bench.Reply((await bench.Asked(1))[0], answer);
        var result = await bench.AnswerTo(call);
        Assert.True(QuestionBench.IsError(result));
        Assert.Contains(message, QuestionBench.TextOf(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_answers_with_an_error_fails_the_step()
    {
        await using var bench = await QuestionBench.Start(modern: false);
        await bench.Compose(Asking);
        var call = await bench.Call("asking");
        await bench.Write($$$"""{"jsonrpc":"2.0","id":{{{(await bench.Asked(1))[0].GetProperty("id").GetRawText()}}},"error":{"code":-32603,"message":"no window"}}""");
        var result = await bench.AnswerTo(call);
        Assert.True(QuestionBench.IsError(result));
        Assert.Contains("no window", QuestionBench.TextOf(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_of_a_tool_inside_another_and_of_call_composed_tool_are_asked_too()
    {
        await using var bench = await QuestionBench.Start(modern: false);
        await bench.Compose(Asking);
        await bench.Compose("""{"name":"outer","description":"d","save":false,"timeout":"1s","steps":[{"tool":"asking"}]}""");
        var call = await bench.Call("call_composed_tool", """{"name":"outer"}""");
        var asked = await bench.Asked(1);
        bench.Time.Pass(TimeSpan.FromHours(1));
        await bench.Reply(asked[0], """{"action":"accept","content":{"size":7}}""");
        Assert.Equal(7, (await bench.AnswerTo(call)).GetProperty("result").GetProperty("structuredContent").GetProperty("value").GetProperty("size").GetInt32());
    }

    private static async Task Withdrawn(QuestionBench bench, JsonElement asked)
    {
        var id = asked.GetProperty("id").GetString();
        await bench.Find(m => m.TryGetProperty("method", out var method) && method.ValueEquals("notifications/cancelled") && m.GetProperty("params").GetProperty("requestId").ValueEquals(id));
    }
}

using System.Text.Json;

namespace ComposeServer.Tests.Server.Questions;

/// <summary><c>"compose": "ask"</c>: agents change composed tools when a person agrees.</summary>
public sealed class ConsentTests
{
    private const string Ask = """{"compose":"ask"}""";

    private const string Definition = """
        {"name":"pair","description":"Two\nlines","save":false,"steps":[{"id":"first","tool":"rec__a","compensate":{"tool":"rec__b"}},{"id":"sure","elicit":{"message":"?"}}],"finally":[{"tool":"rec__slow"}]}
        """;

    private const string Small = """{"name":"small","description":"d","save":false,"steps":[{"value":1}]}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_person_sees_name_steps_tools_and_annotations_and_accepting_composes(bool modern)
    {
        await using var bench = await QuestionBench.Start(modern, replies: "{}", settings: Ask);
        var (message, answer) = await Change(bench, modern, "dynamic_tool_compose", Definition, "accept");
        Assert.Equal("created", answer.GetProperty("result").GetProperty("structuredContent").GetProperty("status").GetString());
        Assert.Equal("""
            An agent wants to compose the tool "pair": Two lines
            Steps:
            1. first: rec__a, undone by rec__b
            2. sure: asks a person
            3. step3: rec__slow, at the end
            It is read-only: no; destructive: yes; idempotent: no; open-world: yes.
            May it?
            """.ReplaceLineEndings("\n"), message);
        Assert.True(await IsThere(bench, "pair"));
    }

    [Theory]
    [InlineData(true, "decline")]
    [InlineData(true, "cancel")]
    [InlineData(false, "decline")]
    [InlineData(false, "cancel")]
    public async Task Declining_changes_nothing_and_says_so(bool modern, string action)
    {
        await using var bench = await QuestionBench.Start(modern, settings: Ask);
        var (_, refused) = await Change(bench, modern, "dynamic_tool_compose", Small, action);
        Assert.True(QuestionBench.IsError(refused));
        Assert.Contains("declined", QuestionBench.TextOf(refused), StringComparison.Ordinal);
        Assert.False(await IsThere(bench, "small"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Removing_is_asked_for_too(bool modern)
    {
        await using var bench = await QuestionBench.Start(modern, settings: Ask);
        await Change(bench, modern, "dynamic_tool_compose", Small, "accept");
        var (message, kept) = await Change(bench, modern, "remove_composed_tool", """{"name":"small"}""", "decline", 2);
        Assert.Contains("remove the composed tool \"small\"", message, StringComparison.Ordinal);
        Assert.True(QuestionBench.IsError(kept));
        Assert.True(await IsThere(bench, "small"));
        await Change(bench, modern, "remove_composed_tool", """{"name":"small"}""", "accept", 3);
        Assert.False(await IsThere(bench, "small"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_cannot_be_asked_is_refused_by_the_word(bool modern)
    {
        await using var bench = await QuestionBench.Start(modern, QuestionBench.CannotAsk, settings: Ask);
        var answer = await bench.AnswerTo(await bench.Call("dynamic_tool_compose", Small, QuestionBench.CannotAsk));
        Assert.True(QuestionBench.IsError(answer));
        Assert.Contains("elicitation", QuestionBench.TextOf(answer), StringComparison.Ordinal);
        Assert.False(await IsThere(bench, "small"));
    }

    [Theory]
    [InlineData("dynamic_tool_compose", """{"dryRun":true,"name":"small","description":"d","steps":[{"value":1}]}""", false)]
    [InlineData("dynamic_tool_compose", """{"name":"small","description":"d","steps":[{"tool":"no__such"}]}""", true)]
    [InlineData("remove_composed_tool", """{"name":"nobody"}""", true)]
    public async Task Nobody_is_asked_about_a_dry_run_or_about_what_is_not_possible(string tool, string arguments, bool isError)
    {
        await using var bench = await QuestionBench.Start(modern: true, settings: Ask);
        var answer = await bench.AnswerTo(await bench.Call(tool, arguments));
        Assert.Equal("complete", answer.GetProperty("result").GetProperty("resultType").GetString());
        Assert.Equal(isError, QuestionBench.IsError(answer));
    }

    [Fact]
    public async Task What_changed_while_the_person_thought_is_not_done()
    {
        await using var bench = await QuestionBench.Start(modern: true, settings: Ask);
        var replacing = Small.Replace("\"save\"", "\"replace\":true,\"save\"", StringComparison.Ordinal);
        var asked = await bench.AnswerTo(await bench.Call("dynamic_tool_compose", replacing));
        await Change(bench, modern: true, "dynamic_tool_compose", Small, "accept");
        var answer = await bench.AnswerTo(await bench.Return("dynamic_tool_compose", QuestionBench.StateOf(asked), """{"q1":{"action":"accept"}}""", replacing));
        Assert.True(QuestionBench.IsError(answer));
        Assert.Contains("changed_meanwhile", QuestionBench.TextOf(answer), StringComparison.Ordinal);
    }

    private static async Task<(string Message, JsonElement Answer)> Change(QuestionBench bench, bool modern, string tool, string arguments, string action, int count = 1)
    {
        var call = await bench.Call(tool, arguments);
        if (!modern)
        {
            var request = (await bench.Asked(count))[^1];
            await bench.Reply(request, $$"""{"action":"{{action}}"}""");
            return (request.GetProperty("params").GetProperty("message").GetString()!, await bench.AnswerTo(call));
        }

        var asked = await bench.AnswerTo(call);
        var answer = await bench.AnswerTo(await bench.Return(tool, QuestionBench.StateOf(asked), $$$"""{"q1":{"action":"{{{action}}}"}}""", arguments));
        return (asked.GetProperty("result").GetProperty("inputRequests").GetProperty("q1").GetProperty("params").GetProperty("message").GetString()!, answer);
    }

    private static async Task<bool> IsThere(QuestionBench bench, string name)
    {
        var list = await bench.AnswerTo(await bench.Call("list_composed_tools", $$"""{"name":"{{name}}"}"""));
        return list.GetProperty("result").GetProperty("structuredContent").GetProperty("count").GetInt32() == 1;
    }
}

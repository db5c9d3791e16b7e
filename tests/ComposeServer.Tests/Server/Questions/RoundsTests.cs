using System.Text.Json;
using ComposeServer.Server.Questions;

namespace ComposeServer.Tests.Server.Questions;

/// <summary>Questions in the era without handshakes (2026-07-28): answers that ask, and calls that come back.</summary>
public sealed class RoundsTests
{
    private const string Asking = """
        {"name":"asking","description":"d","save":false,"timeout":"2s","parameters":{"n":{"type":"number","default":1},"m?":"object"},"steps":[{"id":"ask","elicit":{"message":"Sure?","schema":{"size":"integer"}}}],"output":"$ask.size"}
        """;

    private const string Two = """
        {"name":"two","description":"d","save":false,"mode":"parallel","steps":[{"id":"x","elicit":{"message":"x","schema":{"n":"integer"}}},{"id":"y","elicit":{"message":"y","schema":{"n":"integer"}}}],"output":["$x.n","$y.n"]}
        """;

    private const string Steps = """
        {"name":"stepping","description":"d","save":false,"steps":[{"tool":"rec__a","compensate":{"tool":"rec__b"}},{"id":"ask","elicit":{"message":"Go on?"}},{"tool":"rec__slow"}],"finally":[{"tool":"rec__a"}]}
        """;

    private const string Yes = """{"q1":{"action":"accept","content":{"size":5}}}""";

    [Fact]
    public async Task A_question_is_an_answer_and_the_call_comes_back_with_its_own()
    {
        await using var bench = await QuestionBench.Start(modern: true);
        await bench.Compose(Asking);
        var asked = await bench.AnswerTo(await bench.Call("asking"));
        Assert.Equal(
            """{"q1":{"method":"elicitation/create","params":{"mode":"form","message":"Sure?","requestedSchema":{"type":"object","properties":{"size":{"type":"integer"}},"required":["size"]}}}}""",
            asked.GetProperty("result").GetProperty("inputRequests").GetRawText());
        var answer = await bench.AnswerTo(await bench.Return("asking", QuestionBench.StateOf(asked), Yes));
        Assert.Equal("complete", answer.GetProperty("result").GetProperty("resultType").GetString());
        Assert.Equal("5", QuestionBench.TextOf(answer));
        Assert.DoesNotContain(bench.Messages, message => message.TryGetProperty("method", out var method) && method.ValueEquals("elicitation/create"));
    }

    [Fact]
    public async Task Steps_that_have_run_are_not_run_again()
    {
        await using var bench = await QuestionBench.Start(modern: true, replies: "{}");
        await bench.Compose(Steps);
        var asked = await bench.AnswerTo(await bench.Call("stepping"));
        Assert.Equal(["a"], bench.Record());
        var again = await bench.AnswerTo(await bench.Return("stepping", QuestionBench.StateOf(asked), "{}"));
        Assert.NotEqual(QuestionBench.StateOf(asked), QuestionBench.StateOf(again));
        var answer = await bench.AnswerTo(await bench.Return("stepping", QuestionBench.StateOf(again), Yes));
        Assert.False(QuestionBench.IsError(answer), answer.ToString());
        Assert.Equal(["a", "slow", "a"], bench.Record());
    }

    [Theory]
    [InlineData("q1", "q2")]
    [InlineData("q2", "q1")]
    public async Task Of_two_questions_at_once_one_may_be_answered_first_and_the_other_is_asked_again(string first, string second)
    {
        await using var bench = await QuestionBench.Start(modern: true);
        await bench.Compose(Two);
        var asked = await bench.AnswerTo(await bench.Call("two"));
        Assert.Equal(["q1", "q2"], QuestionBench.KeysOf(asked));
        var again = await bench.AnswerTo(await bench.Return("two", QuestionBench.StateOf(asked), $$$"""{"{{{first}}}":{"action":"accept","content":{"n":{{{first[1]}}} } } }"""));
        Assert.Equal([second], QuestionBench.KeysOf(again));
        var answer = await bench.AnswerTo(await bench.Return("two", QuestionBench.StateOf(again), $$$"""{"{{{second}}}":{"action":"accept","content":{"n":{{{second[1]}}} } } }"""));
        Assert.Equal("[1,2]", QuestionBench.TextOf(answer));
    }

    [Fact]
    public async Task Both_questions_may_be_answered_at_once()
    {
        await using var bench = await QuestionBench.Start(modern: true);
        await bench.Compose(Two);
        var asked = await bench.AnswerTo(await bench.Call("two"));
        var answer = await bench.AnswerTo(await bench.Return("two", QuestionBench.StateOf(asked), """{"q2":{"action":"accept","content":{"n":2}},"q1":{"action":"accept","content":{"n":1}},"other":{"x":1}}"""));
        Assert.Equal("[1,2]", QuestionBench.TextOf(answer));
    }

    [Fact]
    public async Task A_question_that_nobody_has_been_shown_cannot_be_answered()
    {
        await using var bench = await QuestionBench.Start(modern: true, replies: """{"slow":{"delayMs":400}}""");
        await bench.Compose("""
            {"name":"late","description":"d","save":false,"mode":"parallel","steps":[{"id":"x","elicit":{"message":"x"}},{"id":"s","tool":"rec__slow"},{"id":"y","dependsOn":"s","elicit":{"message":"y"}}],"output":"{{ 'done' }}"}
            """);
        var asked = await bench.AnswerTo(await bench.Call("late"));
        Assert.Equal(["q1"], QuestionBench.KeysOf(asked));
        var again = await bench.AnswerTo(await bench.Return("late", QuestionBench.StateOf(asked), """{"q1":{"action":"accept"},"q2":{"action":"accept"}}"""));
        Assert.Equal(["q2"], QuestionBench.KeysOf(again));
        Assert.Equal("done", QuestionBench.TextOf(await bench.AnswerTo(await bench.Return("late", QuestionBench.StateOf(again), """{"q2":{"action":"accept"}}"""))));
    }

    [Fact]
    public async Task A_handle_that_is_forged_used_up_or_for_another_call_is_refused_and_changes_nothing()
    {
        await using var bench = await QuestionBench.Start(modern: true);
        await bench.Compose(Asking);
        await bench.Compose(Asking.Replace("\"asking\"", "\"other\"", StringComparison.Ordinal));
        var state = QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("asking", """{"n":1.0,"m":{"a":1,"b":[2]}}""")));
        Refused(await bench.AnswerTo(await bench.Return("asking", StateHandle.New(), Yes, """{"n":1.0,"m":{"a":1,"b":[2]}}""")));
        Refused(await bench.AnswerTo(await bench.Return("asking", state, Yes, """{"n":2,"m":{"a":1,"b":[2]}}""")));
        Refused(await bench.AnswerTo(await bench.Return("asking", state, Yes)));
        Refused(await bench.AnswerTo(await bench.Return("other", state, Yes, """{"n":1.0,"m":{"a":1,"b":[2]}}""")));
        Refused(await bench.AnswerTo(await bench.Call("asking", """{"n":1.0,"m":{"a":1,"b":[2]}}""", more: $",\"inputResponses\":{Yes}")));
        Assert.Equal("5", QuestionBench.TextOf(await bench.AnswerTo(await bench.Return("asking", state, Yes, """{"m":{"b":[2],"a":1},"n":1}"""))));
        Refused(await bench.AnswerTo(await bench.Return("asking", state, Yes, """{"m":{"b":[2],"a":1},"n":1}""")));
    }

    [Theory]
    [InlineData("""{"q1":{"action":"perhaps"}}""")]
    [InlineData("""{"q1":true}""")]
    [InlineData("""{"q1":null}""")]
    [InlineData("""{"q1":{"action":"accept","content":[1]}}""")]
    public async Task What_is_no_answer_is_refused_and_changes_nothing(string answers)
    {
        await using var bench = await QuestionBench.Start(modern: true);
        await bench.Compose(Asking);
        var state = QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("asking")));
        Refused(await bench.AnswerTo(await bench.Return("asking", state, answers)));
        Assert.Equal("5", QuestionBench.TextOf(await bench.AnswerTo(await bench.Return("asking", state, Yes))));
    }

    [Fact]
    public async Task A_client_that_cannot_be_asked_or_can_no_more_is_told_so_by_the_word()
    {
        await using var bench = await QuestionBench.Start(modern: true);
        await bench.Compose(Asking);
        var never = await bench.AnswerTo(await bench.Call("asking", capabilities: """{"elicitation":{"url":{}}}"""));
        var state = QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("asking")));
        var noMore = await bench.AnswerTo(await bench.Return("asking", state, "{}", capabilities: QuestionBench.CannotAsk));
        Assert.All([never, noMore], answer =>
        {
            Assert.True(QuestionBench.IsError(answer));
            Assert.Contains("elicitation", QuestionBench.TextOf(answer), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("decline", "The person declined")]
    [InlineData("cancel", "The person declined")]
    [InlineData("accept", "does not fit the question")]
    public async Task Declined_cancelled_and_unfit_answers_fail_the_run(string action, string message)
    {
        await using var bench = await QuestionBench.Start(modern: true);
        await bench.Compose(Asking);
        var state = QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("asking")));
        var answer = await bench.AnswerTo(await bench.Return("asking", state, $$$"""{"q1":{"action":"{{{action}}}"}}"""));
        Assert.True(QuestionBench.IsError(answer));
        Assert.Contains(message, QuestionBench.TextOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_person_does_not_time_the_run_out()
    {
        await using var bench = await QuestionBench.Start(modern: true);
        await bench.Compose(Asking);
        var state = QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("asking")));
        bench.Time.Pass(SuspendedRuns.Patience - TimeSpan.FromSeconds(1));
        Assert.Equal("5", QuestionBench.TextOf(await bench.AnswerTo(await bench.Return("asking", state, Yes))));
    }

    [Fact]
    public async Task A_call_that_nobody_comes_back_to_is_cancelled_undone_and_cleaned_up()
    {
        await using var bench = await QuestionBench.Start(modern: true, replies: "{}");
        await bench.Compose(Steps);
        var state = QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("stepping")));
        bench.Time.Pass(SuspendedRuns.Patience);
        await bench.Recorded("a", "b", "a");
        Refused(await bench.AnswerTo(await bench.Return("stepping", state, Yes)));
    }

    [Fact]
    public async Task What_cleans_up_after_a_call_that_nobody_comes_back_to_asks_nobody()
    {
        await using var bench = await QuestionBench.Start(modern: true, replies: "{}");
        await bench.Compose(LegacyQuestionsTests.Cleaning);
        QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("cleaning")));
        bench.Time.Pass(SuspendedRuns.Patience);
        await bench.Recorded("a");
    }

    [Fact]
    public async Task A_question_has_the_time_that_its_step_gives_it_however_long()
    {
        await using var bench = await QuestionBench.Start(modern: true);
        await bench.Compose("""{"name":"timed","description":"d","save":false,"steps":[{"id":"ask","elicit":{"message":"Now?"},"timeout":"3h"}],"output":"done"}""".Replace("\"done\"", "\"{{ 'done' }}\"", StringComparison.Ordinal));
        var early = QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("timed")));
        bench.Time.Pass(TimeSpan.FromHours(2));
        Assert.Equal("done", QuestionBench.TextOf(await bench.AnswerTo(await bench.Return("timed", early, Yes))));
        var late = QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("timed")));
        bench.Time.Pass(TimeSpan.FromHours(3));
        var answer = await bench.AnswerTo(await bench.Return("timed", late, Yes));
        Assert.Contains("Nobody answered within 10800 s", QuestionBench.TextOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_a_request_that_was_answered_changes_nothing_and_cancelling_the_one_that_waits_cancels_the_run()
    {
        await using var bench = await QuestionBench.Start(modern: true, replies: """{"slow":{"never":true}}""");
        await bench.Compose(Steps);
        var first = await bench.Call("stepping");
        var state = QuestionBench.StateOf(await bench.AnswerTo(first));
        await bench.Cancel(first);
        var second = await bench.Return("stepping", state, Yes);
        await bench.Recorded("a", "slow");
        await bench.Cancel(second);
        await bench.Recorded("a", "slow", "b", "a");
        await bench.AnswerTo(await bench.Call("find_tools"));
        Assert.DoesNotContain(bench.Messages, message => message.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.GetInt32() == second);
    }

    [Fact]
    public async Task Progress_goes_to_the_newest_request()
    {
        await using var bench = await QuestionBench.Start(modern: true, replies: """{"slow":{"delayMs":200}}""");
        await bench.Compose(Steps);
        var state = QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("stepping", meta: "\"progressToken\":\"first\"")));
        var answer = await bench.AnswerTo(await bench.Return("stepping", state, Yes, meta: "\"progressToken\":\"second\""));
        var messages = bench.Messages;
        var tokens = messages.Where(m => m.TryGetProperty("method", out var method) && method.ValueEquals("notifications/progress")).Select(m => m.GetProperty("params").GetProperty("progressToken").GetString());
        Assert.Contains("first", tokens);
        Assert.Equal("second", tokens.Last());
        Assert.Equal(answer.ToString(), messages[^1].ToString());
    }

    [Fact]
    public async Task The_end_of_the_server_cancels_and_undoes_what_waits()
    {
        string[] record;
        var bench = await QuestionBench.Start(modern: true, replies: "{}");
        await using (bench)
        {
            await bench.Compose(Steps);
            QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("stepping")));
            await bench.Stop();
            record = bench.Record();
        }

        Assert.Equal(["a", "b", "a"], record);
    }

    [Fact]
    public async Task Sixty_four_runs_that_wait_for_people_cost_no_thread()
    {
        const int Runs = 64;
        await using var bench = await QuestionBench.Start(modern: true);
        await bench.Compose(Asking);
        var before = ThreadPool.ThreadCount;
        var asked = await Task.WhenAll(Enumerable.Range(0, Runs).Select(async n => (n, State: QuestionBench.StateOf(await bench.AnswerTo(await bench.Call("asking", $$"""{"n":{{n}} }"""))))));
        // Other tests may use some meanwhile, but a thread a run would be many more.
        Assert.InRange(ThreadPool.ThreadCount, 0, before + Runs / 2);
        Assert.Equal(Runs, asked.Select(a => a.State).Distinct().Count());
        var answers = await Task.WhenAll(asked.Reverse().Select(async a => await bench.AnswerTo(await bench.Return("asking", a.State, $$$"""{"q1":{"action":"accept","content":{"size":{{{a.n}}} } } }""", $$"""{"n":{{a.n}} }"""))));
        Assert.Equal(Enumerable.Range(0, Runs).Reverse().Select(n => $"{n}"), answers.Select(QuestionBench.TextOf));
    }

    private static void Refused(JsonElement answer) => Assert.Equal(-32602, answer.GetProperty("error").GetProperty("code").GetInt32());
}

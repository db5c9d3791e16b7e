using System.Text.Json.Nodes;
using ComposeServer.Engine.Building;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Building;

public sealed class ToolBuilderTests
{
    [Fact]
    public void Gives_the_same_data_as_the_json()
    {
        var built = ToolBuilder.Named("quick_claude")
            .Describe("Open a tab, send it a message, return the answer")
            .Params(("message", new JsonObject { ["type"] = "string", ["description"] = "What to ask" }))
            .Timeout(TimeSpan.FromMinutes(1)).MaxParallel(3).FailFast().Tags("chrome", "daily")
            .Step(null, "chrome__spawn_tab", new JsonObject { ["injectContentScript"] = true })
            .Step("sent", "chrome__send_message", new JsonObject { ["tabId"] = "$step1.tabId", ["message"] = "$input.message" }).Priority(2)
            .Step(null, "chrome__get_response", new JsonObject { ["tabId"] = "$step1.tabId" })
            .Retry(3, TimeSpan.FromMilliseconds(250), Backoff.Linear, TimeSpan.FromSeconds(5), jitter: false, when: "$error.kind == 'timeout'")
            .Timeout(TimeSpan.FromSeconds(1.5)).FailFast(false).Result("$this.response").With("default", "no answer")
            .Output("$step3")
            .Build();
        AssertSame(built, """
            {
              "name": "quick_claude", "description": "Open a tab, send it a message, return the answer",
              "parameters": { "message": { "type": "string", "description": "What to ask" } },
              "timeout": "60s", "maxParallel": 3, "onError": "abort", "tags": ["chrome", "daily"],
              "steps": [
                { "tool": "chrome__spawn_tab", "params": { "injectContentScript": true } },
                { "id": "sent", "tool": "chrome__send_message", "params": { "tabId": "$step1.tabId", "message": "$input.message" }, "priority": 2 },
                {
                  "tool": "chrome__get_response", "params": { "tabId": "$step1.tabId" },
                  "retry": { "attempts": 3, "delay": "250ms", "backoff": "linear", "maxDelay": "5s", "jitter": false, "if": "$error.kind == 'timeout'" },
                  "timeout": "1500ms", "onError": "continue", "result": "$this.response", "default": "no answer"
                }
              ],
              "output": "$step3"
            }
            """);
    }

    [Fact]
    public void Steps_of_every_kind()
    {
        var built = Tool()
            .Value("start", new JsonArray(1, 2)).Elicit("sure", "Sure?", new JsonObject { ["ok"] = "boolean" }, DeclineAction.Finish)
            .Fail(null, "no").When("$sure.ok == false").Step("each", "s__t").ForEach("$start").MaxParallel(2).DependsOn("sure").Retry(2)
            .Value(null, null)
            .Finally(f => f.Step("clean", "s__clean").Value(null, 1))
            .Build();
        AssertSame(built, Wrap("""
            { "id": "start", "value": [1, 2] },
            { "id": "sure", "elicit": { "message": "Sure?", "schema": { "ok": "boolean" }, "onDecline": "finish" } },
            { "fail": { "message": "no" }, "condition": "$sure.ok == false" },
            { "id": "each", "tool": "s__t", "forEach": "$start", "maxParallel": 2, "dependsOn": ["sure"], "retry": 2 },
            { "value": null }
            """, """, "finally": [ { "id": "clean", "tool": "s__clean" }, { "value": 1 } ]"""));
    }

    [Fact]
    public void What_runs_side_by_side_is_a_run_of_parallel_neighbours_and_two_groups_do_not_run_into_one()
    {
        var built = Tool()
            .Step("first", "s__t")
            .Parallel(p => p.Step("a", "s__t").Sequence(s => s.Step("b", "s__t").Step(null, "s__t")))
            .Parallel(p => p.Step("c", "s__t").DependsOn("first").Step("d", "s__t"))
            .Step("last", "s__t")
            .Build();
        AssertSame(built, Wrap("""
            { "id": "first", "tool": "s__t" },
            { "id": "a", "tool": "s__t", "parallel": true },
            { "id": "b", "tool": "s__t", "parallel": true },
            { "tool": "s__t", "parallel": true, "dependsOn": ["b"] },
            { "id": "c", "tool": "s__t", "parallel": true, "dependsOn": ["first", "a", "step4"] },
            { "id": "d", "tool": "s__t", "parallel": true, "dependsOn": ["a", "step4"] },
            { "id": "last", "tool": "s__t" }
            """));
    }

    [Fact]
    public void The_last_of_scatter_gather_waits_for_the_others()
    {
        var built = Tool()
            .ScatterGather(s => s.Step("a", "s__t").Step("b", "s__t").Value("all", "$steps"))
            .Parallel(p => p.ScatterGather(s => s.Step("c", "s__t").Step("d", "s__t").Step("e", "s__t")).Step("f", "s__t"))
            .Build();
        AssertSame(built, Wrap("""
            { "id": "a", "tool": "s__t", "parallel": true },
            { "id": "b", "tool": "s__t", "parallel": true },
            { "id": "all", "value": "$steps" },
            { "id": "c", "tool": "s__t", "parallel": true },
            { "id": "d", "tool": "s__t", "parallel": true },
            { "id": "e", "tool": "s__t", "parallel": true, "dependsOn": ["c", "d"] },
            { "id": "f", "tool": "s__t", "parallel": true }
            """));
    }

    [Fact]
    public void A_pipeline_hands_each_value_to_the_next_call_that_has_no_parameters()
    {
        var built = Tool()
            .Pipeline(p => p.Step("a", "s__t").Step("b", "s__t", new JsonObject { ["x"] = 1 }).Step(null, "s__t"))
            .Parallel(p => p.Pipeline(q => q.Step("c", "s__t").Step("d", "s__t")).Step("e", "s__t"))
            .Pipeline(p => p.Step("f", "s__t"))
            .Build();
        AssertSame(built, Wrap("""
            { "id": "a", "tool": "s__t", "params": "$input" },
            { "id": "b", "tool": "s__t", "params": { "x": 1 } },
            { "tool": "s__t", "params": "$b" },
            { "id": "c", "tool": "s__t", "params": "$step3", "parallel": true },
            { "id": "d", "tool": "s__t", "params": "$c", "parallel": true, "dependsOn": ["c"] },
            { "id": "e", "tool": "s__t", "parallel": true },
            { "id": "f", "tool": "s__t", "params": "$e" }
            """));
    }

    [Fact]
    public void What_is_said_of_a_group_holds_for_every_step_in_it_that_does_not_say_it_itself()
    {
        var built = Tool()
            .Parallel(p => p.Step("a", "s__t").Retry(5).When("$input.x").Value("b", 1).Sequence(s => s.Step("c", "s__t")))
            .Retry(3).Timeout(TimeSpan.FromSeconds(2)).FailFast(false).When("{{ $input.y }}").Priority(1)
            .Build();
        AssertSame(built, Wrap("""
            { "id": "a", "tool": "s__t", "retry": 5, "condition": "($input.y) && ($input.x)", "timeout": "2s", "onError": "continue", "priority": 1, "parallel": true },
            { "id": "b", "value": 1, "condition": "$input.y", "onError": "continue", "priority": 1, "parallel": true },
            { "id": "c", "tool": "s__t", "retry": 3, "timeout": "2s", "onError": "continue", "condition": "$input.y", "priority": 1, "parallel": true }
            """));
    }

    [Fact]
    public void Otherwise_is_the_opposite_of_the_last_when()
    {
        var built = Tool()
            .Step("big", "s__t").When("$input.n > 3 || $input.all")
            .Sequence(s => s.Step("small", "s__t").Step("also", "s__t").When("$input.also")).Otherwise()
            .Build();
        AssertSame(built, Wrap("""
            { "id": "big", "tool": "s__t", "condition": "$input.n > 3 || $input.all" },
            { "id": "small", "tool": "s__t", "condition": "!($input.n > 3 || $input.all)" },
            { "id": "also", "tool": "s__t", "condition": "(!($input.n > 3 || $input.all)) && ($input.also)" }
            """));
    }

    [Fact]
    public void A_loop_over_several_steps_goes_through_the_list_with_each()
    {
        var built = Tool().ForEach("$input.list", e => e.Step("a", "s__t").Step("b", "s__u", new JsonObject { ["x"] = "{{ get($a, $index) }}" })).MaxParallel(4).Build();
        AssertSame(built, Wrap("""
            { "id": "a", "tool": "s__t", "forEach": "$input.list", "maxParallel": 4 },
            { "id": "b", "tool": "s__u", "params": { "x": "{{ get($a, $index) }}" }, "forEach": "$input.list", "maxParallel": 4 }
            """));
    }

    [Fact]
    public void Behind_a_group_that_does_not_loop_max_parallel_is_the_runs()
    {
        var built = Tool().Parallel(p => p.Step("a", "s__t").Step("b", "s__t")).MaxParallel(1).Build();
        Assert.Equal(1, built.MaxParallel);
        Assert.All(built.Steps, step => Assert.Null(step.ForEach));
    }

    [Fact]
    public void What_was_handed_in_may_be_used_again_and_a_tool_may_be_built_twice()
    {
        var arguments = new JsonObject { ["x"] = 1 };
        var builder = Tool().Step("a", "s__t", arguments).Step("b", "s__t", arguments);
        var first = builder.Build();
        arguments["x"] = 2;
        Assert.Equal(first, builder.Build());
        Assert.NotEqual(first, builder.Step("c", "s__t", arguments).Build());
    }

    [Fact]
    public void A_definition_that_cannot_be_taken_says_everything_that_is_wrong_with_it()
    {
        var wrong = Assert.Throws<DefinitionException>(() => ToolBuilder.Named("two__bars").Value("input", 1).Retry(2).Build());
        Assert.Equal(
            ["/description missing_field", "/name invalid_name", "/steps/0/id taken_id", "/steps/0/retry meaningless_field"],
            wrong.Problems.Select(problem => $"{problem.Path} {problem.Code}").Order(StringComparer.Ordinal));
        Assert.Contains("/steps/0/retry meaningless_field", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"name":"a","name":"b"}""")]
    public void What_is_no_definition_is_refused(string json) => Assert.NotEmpty(Assert.Throws<DefinitionException>(() => ToolDefinition.Parse(json)).Problems);

    [Fact]
    public void Words_that_stand_nowhere_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => Tool().Retry(2));
        Assert.Throws<InvalidOperationException>(() => Tool().When("true"));
        Assert.Throws<InvalidOperationException>(() => Tool().Value(null, 1).Otherwise());
        Assert.Throws<InvalidOperationException>(() => Tool().Step(null, "t").ForEach("$a").ForEach("$b"));
        Assert.Throws<InvalidOperationException>(() => Tool().Parallel(p => p.Step(null, "t").MaxParallel(2)));
    }

    private static ToolBuilder Tool() => ToolBuilder.Named("tool").Describe("d");

    private static string Wrap(string steps, string more = "") => $$"""{ "name": "tool", "description": "d", "steps": [ {{steps}} ]{{more}} }""";

    // The built definition, the JSON that it is expected to be, and the built one written and read again are all read to the same.
    private static void AssertSame(ToolDefinition built, string json)
    {
        var written = ToolDefinition.Parse(json);
        Assert.Equal(Canonical(written), Canonical(built));
        Assert.Equal(written, built);
        Assert.Equal(DefinitionText.Of(Bare(written)), DefinitionText.Of(Bare(built)));
        var again = ToolDefinition.Parse(built.ToJson());
        Assert.Equal(DefinitionText.Of(built), DefinitionText.Of(again));
        Assert.Equal(built.ToJson(), again.ToJson());
    }

    private static ToolDefinition Bare(ToolDefinition definition) => definition with { Source = default };

    private static string Canonical(ToolDefinition definition) => Cases.Canonical.Of(Value.Of(definition.Source));
}

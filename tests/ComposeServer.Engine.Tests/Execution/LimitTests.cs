using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Execution;

/// <summary>The limits as they stand when nobody has set others.</summary>
public sealed class LimitTests
{
    private const int MiB = 1024 * 1024;
    private readonly Bench _bench = new();

    [Fact]
    public async Task A_hundred_steps_run()
    {
        var tool = _bench.Compose($"[{string.Join(',', Enumerable.Range(1, 100).Select(i => $$"""{"value":{{i}}}"""))}]");
        Assert.Equal("100", (await Bench.Call(tool)).Value.ToJson());
    }

    [Fact]
    public void A_hundred_and_one_steps_are_refused()
    {
        var steps = string.Join(',', Enumerable.Repeat("""{"value":1}""", 101));
        var definition = JsonText.Parse($$"""{"name":"a","description":"d","steps":[{{steps}}]}""").ToElement();
        var problem = Assert.Single(_bench.Engine.Plan(definition, _bench).Errors);
        Assert.Equal(("/steps", "too_many_steps"), (problem.Path.ToString(), problem.Code));
    }

    [Theory]
    [InlineData((8 * MiB) - 2, true)]
    [InlineData(8 * MiB, false)]
    public async Task A_value_has_at_most_8_MiB(int characters, bool fits)
    {
        _bench.With("big", (_, _) => ValueTask.FromResult(ToolResult.OfText(new string('x', characters))));
        var answer = await Bench.Call(_bench.Compose("""[{"tool":"big"},{"value":1}]"""));
        Assert.Equal(fits ? null : FailureKind.ValueLimit, answer.Failure?.Kind);
    }

    [Fact]
    public async Task The_values_of_a_run_have_at_most_64_MiB()
    {
        _bench.With("big", (_, _) => ValueTask.FromResult(ToolResult.OfText(new string('x', 7 * MiB))));
        var answer = await Bench.Call(_bench.Compose($"[{string.Join(',', Enumerable.Repeat("""{"tool":"big"}""", 10))}]"));
        Assert.Equal(FailureKind.RunLimit, answer.Failure?.Kind);
        Assert.Contains("step 10 of 10", answer.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_makes_at_most_10000_calls_its_nested_runs_too()
    {
        var calls = 0;
        _bench.With("leaf", (_, _) =>
        {
            calls++;
            return ValueTask.FromResult(ToolResult.OfText("x"));
        });
        _bench.Compose($"[{string.Join(',', Enumerable.Repeat("""{"tool":"leaf"}""", 100))}]", "hundred");
        _bench.Compose($"[{string.Join(',', Enumerable.Repeat("""{"tool":"hundred"}""", 100))}]", "thousands");
        var answer = await Bench.Call(_bench.Compose("""[{"tool":"thousands"}]"""));
        Assert.Equal(FailureKind.RunLimit, answer.Failure?.Kind);
        Assert.InRange(calls, 9_800, 10_000);
    }

    [Fact]
    public async Task A_value_is_at_most_64_deep()
    {
        var steps = string.Join(',', Enumerable.Repeat("""{"value":["$previous"]}""", 64));
        Assert.Null((await Bench.Call(_bench.Compose($"[{{\"value\":1}},{steps},{{\"value\":\"done\"}}]"))).Failure);
        var answer = await Bench.Call(_bench.Compose($"[{{\"value\":[1]}},{steps},{{\"value\":\"done\"}}]"));
        Assert.Equal(FailureKind.ValueLimit, answer.Failure?.Kind);
        Assert.Contains("64 deep", answer.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["$previous"]""", 61, null)]
    [InlineData("""["$previous"]""", 62, FailureKind.ValueLimit)]
    [InlineData("""{"a":"$previous"}""", 62, null)]
    [InlineData("""{"a":"$previous"}""", 63, FailureKind.ValueLimit)]
    public async Task An_output_leaves_room_for_the_levels_around_it(string value, int levels, object? failure)
    {
        var steps = string.Join(',', Enumerable.Repeat($"{{\"value\":{value}}}", levels));
        Assert.Equal((FailureKind?)failure, (await Bench.Call(_bench.Compose($"[{{\"value\":1}},{steps}]"))).Failure?.Kind);
    }

    [Theory]
    [InlineData(56, true)]
    [InlineData(57, false)]
    public void A_definition_nests_at_most_56_deep(int levels, bool fits)
    {
        var value = new string('[', levels - 3) + new string(']', levels - 3);
        var errors = _bench.Engine.Plan(JsonText.Parse($$"""{"name":"a","description":"d","steps":[{"value":{{value}} }]}""").ToElement(), _bench).Errors;
        Assert.Equal(fits ? [] : ["definition_too_deep"], errors.Select(error => error.Code));
    }

    [Fact]
    public async Task Brackets_in_strings_are_no_depth()
    {
        var brackets = new string('[', 100) + "\\\"" + new string('{', 100) + "\\\\";
        var answer = await Bench.Call(_bench.Compose("[{\"value\":[\"$run.id\",{\"a\":\"" + brackets + "\"}]}]"));
        Assert.Null(answer.Failure);
    }

    [Fact]
    public async Task Arguments_that_are_put_together_over_the_limit_are_not_sent()
    {
        var called = false;
        _bench.With("big", (_, _) => ValueTask.FromResult(ToolResult.OfText(new string('x', 5 * MiB))));
        _bench.With("sink", (_, _) =>
        {
            called = true;
            return ValueTask.FromResult(ToolResult.OfText("x"));
        });
        var answer = await Bench.Call(_bench.Compose("""[{"tool":"big"},{"tool":"sink","params":{"a":"$step1","b":"$step1"}}]"""));
        Assert.Equal(FailureKind.ValueLimit, answer.Failure?.Kind);
        Assert.False(called);
    }

    [Fact]
    public async Task Text_that_grows_over_the_limit_fails()
    {
        _bench.With("big", (_, _) => ValueTask.FromResult(ToolResult.OfText(new string('x', 5 * MiB))));
        var answer = await Bench.Call(_bench.Compose("""[{"tool":"big"},{"value":"{{ $step1 }}{{ $step1 }}"}]"""));
        Assert.NotNull(answer.Failure);
    }
}

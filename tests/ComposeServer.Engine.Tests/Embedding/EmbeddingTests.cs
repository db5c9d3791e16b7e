using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Engine.Building;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Embedding;

namespace ComposeServer.Engine.Tests.Embedding;

/// <summary>The engine as somebody uses it who embeds it: public types only.</summary>
public sealed class EmbeddingTests
{
    private const string NameOnly = """{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}""";

    private readonly ComposeEngine _engine = ComposeEngine.Create();

    [Fact]
    public async Task A_tool_is_built_composed_and_run()
    {
        var definition = ToolBuilder.Named("greet_all").Describe("Greets everybody").Params(("names", "array"))
            .Step("greetings", "greet", new JsonObject { ["name"] = "$item" }).ForEach("$input.names").MaxParallel(2)
            .Output("{{ join($greetings, ', ') }}")
            .Build();
        var tool = _engine.Compose(definition, Greet());
        Assert.Equal("greet_all", tool.Name);
        Assert.Equal("Greets everybody", tool.Description);
        Assert.Equal("names", tool.InputSchema.GetProperty("required")[0].GetString());
        Assert.Equal("repeated_write", Assert.Single(tool.Warnings).Code);
        var run = await tool.RunAsync(Json("""{"names":["Ada","Bob"]}"""));
        Assert.True(run.Succeeded, run.Error);
        Assert.Equal("Hello Ada, Hello Bob", run.Output.GetString());
        Assert.Null(run.Error);
        Assert.Equal("succeeded", run.Trace.GetProperty("steps")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_composed_tool_can_be_a_step_of_another()
    {
        var inner = _engine.Compose(ToolBuilder.Named("inner").Describe("d").Params(("name", "string")).Step(null, "greet", "$input").Build(), Greet());
        var outer = _engine.Compose(ToolBuilder.Named("outer").Describe("d").Step(null, "inner", new JsonObject { ["name"] = "Eve" }).Output("{{ upper($step1) }}").Build(), inner.AsTool());
        var run = await outer.RunAsync(default);
        Assert.Equal("HELLO EVE", run.Output.GetString());
        Assert.Equal("inner", run.Trace.GetProperty("steps")[0].GetProperty("run").GetProperty("tool").GetString());
    }

    [Fact]
    public async Task Groups_run_as_they_were_built()
    {
        var (log, both) = (new List<string>(), new TaskCompletionSource());
        var notes = new EmbeddedTool("note", "d", """{"type":"object","properties":{"as":{"type":"string"}}}""", async (arguments, _) =>
        {
            var name = arguments.GetProperty("as").GetString()!;
            lock (log)
                log.Add(name);
            // Each of the first group waits for the other, so they can end only if they run side by side.
            if (name == "b")
                both.SetResult();
            if (name == "a")
                await both.Task;
            lock (log)
                log.Add(name + " ended");
            return arguments;
        });
        JsonObject As(string name) => new() { ["as"] = name };
        var definition = ToolBuilder.Named("t").Describe("d")
            .Parallel(p => p.Step("a", "note", As("a")).Step("b", "note", As("b")))
            .ScatterGather(s => s.Step("c", "note", As("c")).Step("d", "note", As("d")).Value("all", "{{ [$steps.c.status, $steps.d.status] }}"))
            .Pipeline(p => p.Step("e", "note", As("e")).Step("f", "note"))
            .Build();
        var run = await _engine.Compose(definition, notes).RunAsync(default);
        Assert.True(run.Succeeded, run.Error);
        Assert.Equal(["a", "a ended", "b", "b ended"], log[..4].Order(StringComparer.Ordinal));
        Assert.Equal(["c", "c ended", "d", "d ended"], log[4..8].Order(StringComparer.Ordinal));
        Assert.Equal(["e", "e ended", "e", "e ended"], log[8..]);
    }

    [Fact]
    public async Task What_a_delegate_throws_is_a_failure_of_its_step()
    {
        var fails = new EmbeddedTool("fails", "d", "{}", (_, _) => throw new InvalidOperationException("the disk is full"));
        var run = await _engine.Compose(ToolBuilder.Named("t").Describe("d").Step("a", "fails").Build(), fails).RunAsync(default);
        Assert.False(run.Succeeded);
        Assert.Equal("tool_error", run.ErrorKind);
        Assert.Contains("the disk is full", run.Error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Undefined, run.Output.ValueKind);
        Assert.Equal("failed", run.Trace.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Arguments_are_checked_before_anything_runs()
    {
        var tool = _engine.Compose(ToolBuilder.Named("t").Describe("d").Params(("name", "string")).Step("a", "greet", "$input").Build(), Greet());
        var run = await tool.RunAsync(Json("""{"name":5}"""));
        Assert.Equal("invalid_arguments", run.ErrorKind);
        Assert.Equal("not_started", run.Trace.GetProperty("steps")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_cancelled_run_is_cancelled_in_the_delegate_too()
    {
        using var cancel = new CancellationTokenSource();
        var waits = new EmbeddedTool("waits", "d", "{}", async (_, token) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return default;
        });
        var tool = _engine.Compose(ToolBuilder.Named("t").Describe("d").Step("a", "waits").Build(), waits);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await tool.RunAsync(default, cancel.Token));
    }

    [Fact]
    public void A_definition_that_does_not_fit_the_tools_says_everything_that_is_wrong()
    {
        var definition = ToolBuilder.Named("t").Describe("d").Step("a", "gret").Step("b", "greet").Output("$nowhere").Build();
        var wrong = Assert.Throws<DefinitionException>(() => _engine.Compose(definition, Greet()));
        Assert.Contains(wrong.Problems, problem => problem is { Path: "/steps/0/tool", Code: "unknown_tool", Suggestion: "\"greet\"" });
        Assert.Contains(wrong.Problems, problem => problem.Path == "/steps/1/params/name");
        Assert.Contains(wrong.Problems, problem => problem.Path == "/output");
    }

    [Fact]
    public void What_a_tool_says_of_itself_is_used()
    {
        var reads = new EmbeddedTool("reads", "d", "{}", (_, _) => ValueTask.FromResult(Json("{}")))
        {
            IsReadOnly = true,
            OutputSchema = """{"type":"object","properties":{"x":{"type":"integer"}}}""",
        };
        var tool = _engine.Compose(ToolBuilder.Named("t").Describe("d").Step("a", "reads").With("cache", "1m").Build(), reads);
        Assert.Equal("integer", tool.OutputSchema.GetProperty("properties").GetProperty("x").GetProperty("type").GetString());
        var wrong = ToolBuilder.Named("t").Describe("d").Step("a", "reads").Output("$a.y").Build();
        Assert.Throws<DefinitionException>(() => _engine.Compose(wrong, reads));
    }

    [Fact]
    public async Task Runs_have_names_of_their_own()
    {
        var tool = _engine.Compose(ToolBuilder.Named("t").Describe("d").Value(null, 1).Build());
        var ids = new HashSet<string?> { await Id(tool), await Id(tool) };
        Assert.Equal(2, ids.Count);
        var named = ComposeEngine.Create(new ComposeOptions { NewRunId = () => "mine" }).Compose(ToolBuilder.Named("t").Describe("d").Value(null, 1).Build());
        Assert.Equal("mine", await Id(named));
    }

    [Fact]
    public void Two_tools_of_one_name_and_a_schema_that_is_no_json_are_refused()
    {
        var definition = ToolBuilder.Named("t").Describe("d").Value(null, 1).Build();
        Assert.Throws<ArgumentException>(() => _engine.Compose(definition, Greet(), Greet()));
        Assert.Throws<ArgumentException>(() => new EmbeddedTool("x", "d", "{", (_, _) => ValueTask.FromResult(Json("1"))));
    }

    private static async Task<string?> Id(ComposedTool tool) => (await tool.RunAsync(default)).Trace.GetProperty("id").GetString();

    private static EmbeddedTool Greet() => new("greet", "Greets somebody", NameOnly, static (arguments, _) =>
        ValueTask.FromResult(JsonSerializer.SerializeToElement($"Hello {arguments.GetProperty("name").GetString()}")));

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}

using System.Text.Json;
using ComposeServer.Engine;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Embedding;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Telemetry;

namespace ComposeServer.Tests.Telemetry;

/// <summary>Runs composed tools whose steps call tools of the test, and keeps the trace that each of those was part of.</summary>
internal sealed class RunBench
{
    internal const string Secret = "hunter2";

    private readonly ComposeEngine _engine = new(new EngineOptions { NewRunId = static () => "run-1", Observer = RunTelemetry.Hear });
    private readonly List<EmbeddedTool> _tools = [];

    internal RunBench()
    {
        Add("echo", call => ToolResult.Of(call.Arguments));
        Add("fails", _ => ToolResult.Failed(FailureKind.ToolError, Secret));
        var calls = 0;
        Add("second_time", _ => ++calls < 2 ? ToolResult.Failed(FailureKind.Transport, Secret) : ToolResult.Of(Value.Of(1)));
    }

    /// <summary>What each call was part of, in order.</summary>
    internal List<TraceContext?> Traces { get; } = [];

    /// <summary>Composes a tool that later ones can call.</summary>
    internal CompiledTool Compose(string json)
    {
        var planned = _engine.Plan(JsonElement.Parse(json), new EmbeddedTools(_tools));
        Assert.True(planned.Plan is not null, string.Join('\n', planned.Errors));
        var compiled = _engine.Compile(planned.Plan);
        _tools.Add(new EmbeddedTool(compiled.Tool));
        return compiled;
    }

    internal static ValueTask<RunResult> RunAsync(CompiledTool tool, TraceContext? trace = null) =>
        tool.RunAsync(
            tool.Plan.Definition.Parameters.ValueKind == JsonValueKind.Undefined ? Value.EmptyObject : Value.Of([new Member("password", Value.Of(Secret))]),
            new CallContext { Trace = trace },
            null,
            CancellationToken.None);

    private void Add(string name, Func<ToolCall, ToolResult> answer) => _tools.Add(new EmbeddedTool(new Tool
    {
        Name = name,
        BareName = name,
        Server = "test",
        InputSchema = JsonElement.Parse("{}"),
        Invoke = (call, _) =>
        {
            lock (Traces)
                Traces.Add(call.Context.Trace);
            return ValueTask.FromResult(answer(call));
        },
    }));
}

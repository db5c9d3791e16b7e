using System.Text.Json;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>A composed tool over tools of a test, ready to be called.</summary>
internal sealed class Bench : ToolSource
{
    private readonly Dictionary<string, Tool> _tools = new(StringComparer.Ordinal);
    private int _runs;

    internal Bench() => Engine = new ComposeEngine(new EngineOptions { Time = Time, NewRunId = () => $"run{++_runs}", Observer = Hear });

    internal FakeTime Time { get; } = new();

    internal ComposeEngine Engine { get; }

    /// <summary>Every run that has ended, in that order.</summary>
    internal List<RunContext> Ended { get; } = [];

    /// <summary>A tool that does what the test says.</summary>
    internal Bench With(string name, ToolInvoker invoke)
    {
        _tools[name] = new Tool { Name = name, BareName = name, Server = "local", InputSchema = JsonText.Parse("{}").ToElement(), Invoke = invoke };
        return this;
    }

    /// <summary>A composed tool with these steps, which further ones can call.</summary>
    internal CompiledTool Compose(string steps, string name = "tested", string more = "")
    {
        var definition = JsonDocument.Parse($$"""{"name":"{{name}}","description":"d","steps":{{steps}}{{more}}}""").RootElement;
        var planned = Engine.Plan(definition, this);
        Assert.Empty(planned.Errors);
        var compiled = Engine.Compile(planned.Plan!);
        _tools[name] = compiled.Tool;
        return compiled;
    }

    internal override ToolLookup Find(string name, System.Collections.Immutable.ImmutableHashSet<string> pinned) =>
        _tools.TryGetValue(name, out var tool) ? ToolLookup.Found(tool) : ToolLookup.Failed("unknown_tool", name);

    internal override System.Collections.Immutable.ImmutableArray<string> UsesOf(string name) => [];

    private void Hear(RunEvent happened)
    {
        if (happened.Kind == RunEventKind.RunEnded)
            Ended.Add(happened.Run);
    }

    internal static ValueTask<ToolResult> Call(CompiledTool tool, Action<ToolProgress>? progress = null, CancellationToken cancellationToken = default) =>
        tool.Tool.Invoke(new ToolCall(Value.EmptyObject, new CallContext { Progress = progress }), cancellationToken);
}

using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using ComposeServer.Engine;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Benchmarks.Engine;

/// <summary>Tools that answer at once, as an upstream would answer, and tools composed of them.</summary>
internal sealed class ReadyTools : ToolSource
{
    private static readonly JsonElement Answer = JsonElement.Parse(
        """{"content":[{"type":"text","text":"{\"message\":\"hello\",\"items\":[1,2,3]}"}],"structuredContent":{"message":"hello","items":[1,2,3]}}""");

    private static readonly JsonElement Schema = JsonElement.Parse(
        """{"type":"object","properties":{"message":{"type":"string"}},"required":["message"],"additionalProperties":false}""");

    private readonly Dictionary<string, Tool> _tools = new(StringComparer.Ordinal)
    {
        ["ready"] = NewTool("ready", static (_, _) => ValueTask.FromResult(ToolResult.FromMcp(Answer))),
        ["busy"] = NewTool("busy", static (_, _) => ValueTask.FromResult(BusyAnswer())),
    };

    internal static ComposeEngine Engine { get; } = new(new EngineOptions { NewRunId = static () => "run" });

    internal override ToolLookup Find(string name, ImmutableHashSet<string> pinned) =>
        _tools.TryGetValue(name, out var tool) ? ToolLookup.Found(tool) : ToolLookup.Failed("unknown_tool", name);

    internal override ImmutableArray<string> UsesOf(string name) => [];

    internal ToolInvoker Invoker(string name) => _tools[name].Invoke;

    internal CompiledTool Compose(JsonElement definition)
    {
        var planned = Engine.Plan(definition, this);
        return planned.Plan is { } plan ? Engine.Compile(plan) : throw new InvalidOperationException(string.Join("; ", planned.Errors));
    }

    /// <summary>A definition of so many steps, each of which takes what the one before gave.</summary>
    internal static JsonElement Chain(int steps, string tool = "ready")
    {
        return Definition(
            string.Join(',', Enumerable.Range(1, steps).Select(number => Step(number, tool))),
            $$$"""
            "output":{"text":"{{ upper($s{{{steps}}}.message) }}","first":"$s{{{steps}}}.items[0]"}
            """);
    }

    internal static JsonElement Definition(string steps, string more) =>
        JsonElement.Parse($$"""{"name":"measured","description":"d","parameters":{"message":"string"},"steps":[{{steps}}],{{more}}}""");

    private static string Step(int number, string tool)
    {
        var message = number == 1 ? "$input.message" : $"$s{number - 1}.message";
        return $$"""{"id":"s{{number}}","tool":"{{tool}}","params":{"message":"{{message}}"} }""";
    }

    private static Tool NewTool(string name, ToolInvoker invoke) =>
        new() { Name = name, BareName = name, Server = "local", InputSchema = Schema, Invoke = invoke };

    // What a tool costs that is near: twenty microseconds.
    private static ToolResult BusyAnswer()
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < 20)
            Thread.SpinWait(10);
        return ToolResult.FromMcp(Answer);
    }
}

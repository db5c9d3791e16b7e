using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>The tools of a case: the scripted ones, and the composed ones that are made of them, in the order written.</summary>
internal sealed class CaseTools : ToolSource
{
    private readonly Dictionary<string, Tool> _tools = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompiledTool> _composed = new(StringComparer.Ordinal);

    internal CaseTools(JsonElement test, FakeTime time, ComposeEngine engine)
    {
        if (test.TryGetProperty("tools", out var scripts))
            foreach (var script in scripts.EnumerateArray())
                Add(new ScriptedTool(script, time, Log).Tool);
        if (test.TryGetProperty("composed", out var definitions))
            foreach (var definition in definitions.EnumerateArray())
                Compose(definition, engine);
    }

    /// <summary>What reached the scripted tools.</summary>
    internal CallLog Log { get; } = new();

    internal override ToolLookup Find(string name, ImmutableHashSet<string> pinned)
    {
        if (_tools.TryGetValue(name, out var tool))
            return ToolLookup.Found(tool);
        return _tools.Values.Where(each => each.BareName == name).ToArray() is [var only]
            ? ToolLookup.Found(only)
            : ToolLookup.Failed("unknown_tool", $"There is no tool \"{name}\".", Nearest.Name(name, _tools.Keys));
    }

    internal override ImmutableArray<string> UsesOf(string name) => _composed.TryGetValue(name, out var tool) ? [.. tool.Plan.Uses.Keys] : [];

    private void Compose(JsonElement definition, ComposeEngine engine)
    {
        var planned = engine.Plan(definition, this);
        Assert.True(planned.Plan is not null, $"A composed tool of the case is wrong: {string.Join("; ", planned.Errors)}");
        var compiled = engine.Compile(planned.Plan);
        _composed[compiled.Tool.Name] = compiled;
        Add(compiled.Tool);
    }

    private void Add(Tool tool) => _tools[tool.Name] = tool;
}

using System.Collections.Immutable;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Embedding;

/// <summary>The tools that an embedder gave, by name.</summary>
internal sealed class EmbeddedTools : ToolSource
{
    private readonly Dictionary<string, Tool> _tools = new(StringComparer.Ordinal);

    internal EmbeddedTools(IEnumerable<EmbeddedTool> tools)
    {
        foreach (var tool in tools)
            if (!_tools.TryAdd(tool.Name, tool.Tool))
                throw new ArgumentException($"Two tools are called \"{tool.Name}\".", nameof(tools));
    }

    internal override ToolLookup Find(string name, ImmutableHashSet<string> pinned) => _tools.TryGetValue(name, out var tool)
        ? ToolLookup.Found(tool)
        : ToolLookup.Failed("unknown_tool", $"There is no tool \"{name}\".", Nearest.Name(name, _tools.Keys) is { } near ? $"\"{near}\"" : null);

    // A composed tool among them was made before this one, so none can lead back to it.
    internal override ImmutableArray<string> UsesOf(string name) => [];
}

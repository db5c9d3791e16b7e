using System.Collections.Frozen;
using System.Collections.Immutable;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Catalog;

/// <summary>All tools of upstreams and all built-in ones, by full and by bare name. Immutable.</summary>
internal sealed class CallableTable
{
    private readonly FrozenDictionary<string, CallableTool> _byName;
    private readonly FrozenDictionary<string, ImmutableArray<CallableTool>> _byBareName;

    internal CallableTable(IEnumerable<CallableTool> tools)
    {
        Sorted = [.. tools.DistinctBy(t => t.Tool.Name).OrderBy(t => t.Tool.Name, StringComparer.Ordinal)];
        _byName = Sorted.ToFrozenDictionary(t => t.Tool.Name, StringComparer.Ordinal);
        _byBareName = Sorted.GroupBy(t => t.Tool.BareName).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
    }

    internal static CallableTable Empty { get; } = new([]);

    /// <summary>By name, in ordinal order.</summary>
    internal ImmutableArray<CallableTool> Sorted { get; }

    internal CallableTool? Find(string name) => _byName.GetValueOrDefault(name);

    internal ImmutableArray<CallableTool> FindBare(string bareName) => _byBareName.TryGetValue(bareName, out var found) ? found : [];

    internal bool Has(Tool tool) => _byName.TryGetValue(tool.Name, out var found) && ReferenceEquals(found.Tool, tool);
}

using System.Collections.Immutable;
using ComposeServer.Catalog;
using ComposeServer.Composing;
using ComposeServer.Engine.Json;

namespace ComposeServer.Server.OwnTools;

/// <summary>The tools that the server itself offers (section 14 of the contract), by name.</summary>
internal sealed class OwnToolSet
{
    private readonly ImmutableSortedDictionary<string, OwnTool> _tools;

    internal OwnToolSet(LiveCatalog live, Composer composer, ComposedRunner runner)
    {
        Runner = runner;
        OwnTool[] tools =
        [
            new ComposeTool(composer),
            new ListComposedTool(live, runner.Figures),
            new RemoveComposedTool(composer),
            new CallComposedTool(live, runner),
            new FindTools(live),
        ];
        _tools = tools.ToImmutableSortedDictionary(t => t.Name, t => t, StringComparer.Ordinal);
        Descriptions = [.. _tools.Select(t => new Member(t.Key, t.Value.Description))];
    }

    internal static ImmutableArray<string> Names { get; } =
        ["call_composed_tool", "dynamic_tool_compose", "find_tools", "list_composed_tools", "remove_composed_tool"];

    internal ComposedRunner Runner { get; }

    /// <summary>By name, in ordinal order.</summary>
    internal IReadOnlyList<Member> Descriptions { get; }

    internal OwnTool? Find(string name) => _tools.GetValueOrDefault(name);
}

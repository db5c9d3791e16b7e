using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Upstreams;

/// <summary>What one upstream listed, read: its usable tools by name, and what is wrong with the others.</summary>
internal sealed class ToolSet
{
    private readonly Dictionary<string, UpstreamTool> _byBareName = [];

    internal static ToolSet Empty { get; } = new();

    /// <summary>By listed name, in ordinal order.</summary>
    internal ImmutableArray<UpstreamTool> Tools { get; private set; } = [];

    /// <summary>What the upstream listed, all of it.</summary>
    internal ImmutableArray<JsonElement> Definitions { get; private init; } = [];

    /// <summary>What is wrong with tools that were left out, a sentence's end each.</summary>
    internal List<string> Problems { get; } = [];

    /// <param name="server">The upstream.</param>
    /// <param name="definitions">The tools as it listed them.</param>
    /// <param name="invoke">Calls a tool by its bare name.</param>
    internal static ToolSet Of(UpstreamConfiguration server, ImmutableArray<JsonElement> definitions, Func<string, ToolInvoker> invoke)
    {
        var set = new ToolSet { Definitions = definitions };
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in definitions)
            set.Add(server, definition, invoke, taken);
        set.Tools = [.. set._byBareName.Values.OrderBy(tool => tool.Tool.Name, StringComparer.Ordinal)];
        return set;
    }

    /// <summary>Whether these are, to the letter, the tools that the upstream listed.</summary>
    internal bool Lists(ImmutableArray<JsonElement> definitions) =>
        Definitions.Select(tool => tool.GetRawText()).SequenceEqual(definitions.Select(tool => tool.GetRawText()));

    internal bool Has(string bareName) => _byBareName.ContainsKey(bareName);

    private void Add(UpstreamConfiguration server, JsonElement definition, Func<string, ToolInvoker> invoke, HashSet<string> taken)
    {
        if (ListedTool.NameOf(definition, out var problem) is not { } bareName)
        {
            Problems.Add(problem!);
            return;
        }

        var name = ToolName.Of(server.Name, bareName);
        if (_byBareName.ContainsKey(bareName) || (!taken.Add(name) && !taken.Add(name = ToolName.Other(server.Name, bareName))))
        {
            Problems.Add($"(\"{name}\") is listed twice; the first is used");
            return;
        }

        var tool = ListedTool.Read(server.Name, name, definition, invoke(bareName));
        _byBareName[bareName] = new UpstreamTool(tool, server.Exposes(bareName), server.Denies(bareName), definition);
    }
}

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ComposeServer.Engine;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Blueprints;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Catalog;

/// <summary>Everything that can be called, by name, at one moment. Immutable: a change makes a new one.</summary>
internal sealed class CatalogSnapshot : ToolSource
{
    [ThreadStatic]
    private static HashSet<string>? _resolving;

    internal required ComposeEngine Engine { get; init; }

    /// <summary>The names of the server's own tools, which no composed tool can bear and no step can call.</summary>
    internal required ImmutableArray<string> OwnTools { get; init; }

    /// <summary>How many composed tools there may be.</summary>
    internal int MaxTools { get; init; } = 10_000;

    internal CallableTable Callable { get; init; } = CallableTable.Empty;

    internal ImmutableArray<ServerState> Servers { get; init; } = [];

    /// <summary>By name, in ordinal order.</summary>
    internal ImmutableSortedDictionary<string, ComposedTool> Composed { get; init; } =
        ImmutableSortedDictionary.Create<string, ComposedTool>(StringComparer.Ordinal);

    /// <summary>The blueprints that come with the program, by name, in ordinal order; a composed tool of the same name wins.</summary>
    internal ImmutableSortedDictionary<string, ComposedTool> Ready { get; init; } =
        ImmutableSortedDictionary.Create<string, ComposedTool>(StringComparer.Ordinal);

    /// <summary>Everything that was composed, then what comes with the program, each by name in ordinal order.</summary>
    internal IEnumerable<ComposedTool> ComposedAndReady => Composed.Values.Concat(Ready.Values.Where(t => !Composed.ContainsKey(t.Name)));

    /// <summary>What is wrong with the library's file, for a person: with all of it, or with entries that are no tools.</summary>
    internal ImmutableArray<string> LibraryProblems { get; init; } = [];

    /// <summary>Names that were callable while this process runs, and are no longer.</summary>
    internal ImmutableHashSet<string> Departed { get; init; } = [];

    internal CatalogSnapshot With(
        ImmutableSortedDictionary<string, ComposedTool>? composed = null,
        CallableTable? callable = null,
        ImmutableArray<ServerState>? servers = null,
        ImmutableHashSet<string>? departed = null,
        ComposeEngine? engine = null,
        ImmutableArray<string>? libraryProblems = null) => new()
        {
            Engine = engine ?? Engine,
            OwnTools = OwnTools,
            MaxTools = MaxTools,
            Callable = callable ?? Callable,
            Servers = servers ?? Servers,
            Composed = composed ?? Composed,
            Ready = Ready,
            LibraryProblems = libraryProblems ?? LibraryProblems,
            Departed = departed ?? Departed,
        };

    internal override ImmutableArray<string> UsesOf(string name) => Composed.TryGetValue(name, out var tool) ? [.. tool.Uses.Keys] : [];

    internal override ToolLookup Find(string name, ImmutableHashSet<string> pinned)
    {
        if (OwnTools.Contains(name))
            return ToolLookup.Failed("own_tool", $"\"{name}\" is one of the server's own tools, and those cannot be steps.", "Call the composed tool that is meant by its own name");
        if (PinnedAs(name, pinned) is { } full)
            return Callable.Find(full) is { } kept ? Allowed(kept) : Unknown(full);
        if (Composed.TryGetValue(name, out var composed))
            return composed.IsBlueprint ? Pattern(name) : FindComposed(composed);
        if (Callable.Find(name) is { } found)
            return Allowed(found);
        return Callable.FindBare(name) switch
        {
            [] => Ready.ContainsKey(name) ? Pattern(name) : Unknown(name),
            [var only] => Allowed(only),
            var several => ToolLookup.Failed("ambiguous_tool", $"Several servers have a tool \"{name}\".", string.Join(" or ", several.Select(t => $"\"{t.Tool.Name}\""))),
        };
    }

    /// <summary>The blueprint of a name; null when there is none.</summary>
    internal ComposedTool? FindBlueprint(string name) =>
        (Composed.TryGetValue(name, out var tool) || Ready.TryGetValue(name, out tool)) && tool.IsBlueprint ? tool : null;

    // A bare name stays with the tool that it was first found as, whatever has come to bear that name since.
    private string? PinnedAs(string name, ImmutableHashSet<string> pinned)
    {
        if (pinned.IsEmpty || pinned.Contains(name))
            return null;
        foreach (var tool in Callable.FindBare(name))
            if (pinned.Contains(tool.Tool.Name))
                return tool.Tool.Name;
        foreach (var full in pinned)
            if (full.IndexOf("__", StringComparison.Ordinal) is > 0 and var mark && full.AsSpan(mark + 2).SequenceEqual(name))
                return full;
        return null;
    }

    /// <summary>Whether a tool that was found before is still what its name stands for.</summary>
    internal bool IsCurrent(Tool tool) =>
        tool.Server is null
            ? Composed.TryGetValue(tool.Name, out var composed) && ReferenceEquals(composed.Resolve(this).Tool?.Tool, tool)
            : Callable.Has(tool) && Callable.Find(tool.Name) is { IsDenied: false };

    private ToolLookup FindComposed(ComposedTool composed)
    {
        // A library that was edited by hand can hold a cycle, which would plan itself for ever.
        var resolving = _resolving ??= new HashSet<string>(StringComparer.Ordinal);
        // Nor may one with a chain of thousands end the process.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return ToolLookup.Failed("nested_too_deep", $"\"{composed.Name}\" stands below more composed tools than can be checked.", $"At most {Engine.Options.Limits.Depth} can run inside each other");
        if (!resolving.Add(composed.Name))
            return ToolLookup.Failed("cycle", $"\"{composed.Name}\" would call itself.");
        try
        {
            return composed.Resolve(this) is { Tool: { } compiled }
                ? ToolLookup.Found(compiled.Tool)
                : ToolLookup.Failed("tool_unavailable", $"The composed tool \"{composed.Name}\" cannot run just now.", "list_composed_tools says what it lacks");
        }
        finally
        {
            resolving.Remove(composed.Name);
        }
    }

    private static ToolLookup Pattern(string name) =>
        ToolLookup.Failed("blueprint", Blueprint.MessageOf(name), "Make a tool of it first: " + Blueprint.Use(name));

    private static ToolLookup Allowed(CallableTool tool) => tool.IsDenied
        ? ToolLookup.Failed("denied_tool", $"The owner of this server denies the tool \"{tool.Tool.Name}\".", "Compose the tool without it")
        : ToolLookup.Found(tool.Tool);

    private ToolLookup Unknown(string name)
    {
        var mark = name.IndexOf("__", StringComparison.Ordinal);
        var server = mark > 0 ? Servers.FirstOrDefault(s => s.Name == name[..mark]) : null;
        if (server is { HasTools: false })
            return ToolLookup.Failed("upstream_unavailable", $"The server \"{server.Name}\" is configured and not connected: {server.Error ?? server.State}", "Try again when find_tools says that it is ready");
        var near = Nearest.Names(name, [.. Callable.Sorted.Select(t => t.Tool.Name), .. Callable.Sorted.Select(t => t.Tool.BareName), .. Composed.Keys], 3);
        return ToolLookup.Failed("unknown_tool", $"There is no tool \"{name}\".", near.Count == 0 ? "find_tools lists what steps can call" : string.Join(", ", near.Select(n => $"\"{n}\"")));
    }
}

using System.Collections.Immutable;
using System.Text.Json;

namespace ComposeServer.Catalog;

/// <summary>
/// A composed tool as it was saved, and what it comes to over the tools that exist: planned when it is first asked for,
/// and planned again only when something that it calls has changed.
/// </summary>
internal sealed class ComposedTool
{
    private volatile Resolution? _resolution;

    internal required string Name { get; init; }

    internal required JsonElement Definition { get; init; }

    /// <summary>The full names of the tools that it calls, with the fingerprints that their schemas had when it was composed.</summary>
    internal required ImmutableSortedDictionary<string, string> Uses { get; init; }

    internal required bool IsSaved { get; init; }

    internal int Revision { get; init; } = 1;

    internal DateTimeOffset? CreatedAt { get; init; }

    internal DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>What the library holds of it, to tell whether that has changed; null for a tool that is not saved.</summary>
    internal object? Entry { get; init; }

    internal string Description => Engine.Json.Value.Of(Definition).Get("description") is { IsText: true } text ? text.Text() : "";

    internal bool IsListed => Engine.Json.Value.Of(Definition).Get("listed") is not { Kind: Engine.Json.ValueKind.Boolean, IsTrue: false };

    /// <summary>Whether it is a pattern to make tools of, which nothing can call.</summary>
    internal bool IsBlueprint => Engine.Planning.Blueprints.Blueprint.Is(Definition);

    /// <summary>The full names that its bare tool names stay with.</summary>
    internal ImmutableHashSet<string> Pinned => [.. Uses.Keys];

    /// <summary>What the definition comes to in a catalog.</summary>
    internal Resolution Resolve(CatalogSnapshot catalog)
    {
        var known = _resolution;
        if (known is null || !known.HoldsIn(catalog))
            known = Resolution.Of(this, catalog);
        else if (!ReferenceEquals(known.Catalog, catalog))
            known = known with { Catalog = catalog };
        _resolution = known;
        return known;
    }

    /// <summary>The same tool with a plan that was just made, so that it need not be made again.</summary>
    internal ComposedTool Planned(Resolution resolution)
    {
        _resolution = resolution;
        return this;
    }
}

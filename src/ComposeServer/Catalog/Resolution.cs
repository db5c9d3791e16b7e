using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Planning.Blueprints;

namespace ComposeServer.Catalog;

/// <summary>What a composed tool comes to in one catalog: a tool that runs, or why there is none just now.</summary>
/// <param name="Catalog">The catalog it was worked out for.</param>
/// <param name="Tool">The tool; null when it cannot run.</param>
/// <param name="Errors">Why it cannot run; empty when it can.</param>
internal sealed record Resolution(CatalogSnapshot Catalog, CompiledTool? Tool, ImmutableArray<Problem> Errors)
{
    /// <summary>Whether it is of a blueprint, which never comes to a tool; the errors are what is wrong with the pattern itself.</summary>
    internal bool IsBlueprint { get; private init; }

    /// <summary>Whether nothing is lacking.</summary>
    internal bool IsAvailable => Tool is not null || (IsBlueprint && Errors.IsEmpty);

    internal static Resolution Of(ComposedTool composed, CatalogSnapshot catalog)
    {
        if (composed.IsBlueprint)
            return OfBlueprint(composed, catalog);
        var result = catalog.Engine.Plan(composed.Definition, catalog, composed.Pinned);
        if (NameProblem(composed, result.Definition.Name, catalog) is { } problem)
            return new Resolution(catalog, null, result.Errors.Insert(0, problem));
        return Of(result, catalog);
    }

    internal static Resolution Of(PlanResult result, CatalogSnapshot catalog) =>
        new(catalog, result.Plan is null ? null : catalog.Engine.Compile(result.Plan), result.Errors);

    internal static Resolution Of(Blueprint blueprint, CatalogSnapshot catalog) => new(catalog, null, blueprint.Errors) { IsBlueprint = true };

    private static Resolution OfBlueprint(ComposedTool composed, CatalogSnapshot catalog)
    {
        var read = catalog.Engine.ReadBlueprint(composed.Definition);
        var problem = NameProblem(composed, read.Definition.Name, catalog);
        return new Resolution(catalog, null, problem is null ? read.Errors : read.Errors.Insert(0, problem)) { IsBlueprint = true };
    }

    // Only a library that was edited by hand can hold such names.
    private static Problem? NameProblem(ComposedTool composed, string name, CatalogSnapshot catalog)
    {
        var path = JsonPointer.Root.At("name");
        if (name != composed.Name)
            return new Problem(path, "name_mismatch", $"The library keeps it as \"{composed.Name}\", and its definition has another name.", $"\"{composed.Name}\"");
        return catalog.OwnTools.Contains(composed.Name)
            ? new Problem(path, "taken_name", $"\"{composed.Name}\" is one of the server's own tools.")
            : null;
    }

    /// <summary>Whether it still holds: nothing that it calls has changed. What could not run may always be able to now.</summary>
    internal bool HoldsIn(CatalogSnapshot catalog)
    {
        if (ReferenceEquals(Catalog, catalog))
            return true;
        if (IsBlueprint && ReferenceEquals(Catalog.Engine, catalog.Engine))
            return true;
        if (Tool is null || !ReferenceEquals(Catalog.Engine, catalog.Engine) || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        foreach (var called in Tool.Plan.Tools)
            if (!catalog.IsCurrent(called))
                return false;
        return true;
    }

    /// <summary>The tools that it lacks, as its definition writes them.</summary>
    internal ImmutableArray<Problem> Missing =>
        [.. Errors.Where(e => e.Code is "unknown_tool" or "upstream_unavailable" or "tool_unavailable" or "denied_tool")];
}

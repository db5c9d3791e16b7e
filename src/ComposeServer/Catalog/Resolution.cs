using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;

namespace ComposeServer.Catalog;

/// <summary>What a composed tool comes to in one catalog: a tool that runs, or why there is none just now.</summary>
/// <param name="Catalog">The catalog it was worked out for.</param>
/// <param name="Tool">The tool; null when it cannot run.</param>
/// <param name="Errors">Why it cannot run; empty when it can.</param>
internal sealed record Resolution(CatalogSnapshot Catalog, CompiledTool? Tool, ImmutableArray<Problem> Errors)
{
    internal static Resolution Of(ComposedTool composed, CatalogSnapshot catalog)
    {
        var result = catalog.Engine.Plan(composed.Definition, catalog, composed.Pinned);
        if (NameProblem(composed, result, catalog) is { } problem)
            return new Resolution(catalog, null, result.Errors.Insert(0, problem));
        return Of(result, catalog);
    }

    internal static Resolution Of(PlanResult result, CatalogSnapshot catalog) =>
        new(catalog, result.Plan is null ? null : catalog.Engine.Compile(result.Plan), result.Errors);

    // Only a library that was edited by hand can hold such names.
    private static Problem? NameProblem(ComposedTool composed, PlanResult result, CatalogSnapshot catalog)
    {
        var path = JsonPointer.Root.At("name");
        if (result.Definition.Name != composed.Name)
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

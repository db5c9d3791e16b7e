using System.Text.Json;
using ComposeServer.Catalog;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Planning.Blueprints;

namespace ComposeServer.Server.OwnTools;

/// <summary>One composed tool as <c>list_composed_tools</c> shows it.</summary>
internal static class ComposedToolRow
{
    internal static Value Of(ComposedTool composed, CatalogSnapshot catalog, RunFigures.Figures figures, bool includeDefinition)
    {
        var resolution = composed.Resolve(catalog);
        var steps = Value.Of(composed.Definition).Get("steps");
        var members = new List<Member>
        {
            new("name", Value.Of(composed.Name)),
            new("description", Value.Of(composed.Description)),
            new("inputSchema", resolution.Tool is { } compiled ? Value.Of(compiled.Tool.InputSchema) : Value.EmptyObject),
            new("steps", Value.Of(steps.Kind == ValueKind.List ? steps.Count : 0)),
            new("uses", List(composed.Uses.Keys)),
            new("saved", Value.Of(composed.IsSaved)),
            new("listed", Value.Of(composed.IsListed)),
            new("blueprint", Value.Of(composed.IsBlueprint)),
            new("revision", Value.Of(composed.Revision)),
            new("available", Value.Of(resolution.IsAvailable)),
            new("missing", List(resolution.Missing.Select(problem => ToolAt(composed.Definition, problem.Path)).Distinct())),
            new("problems", List(resolution.Errors.Select(problem => $"{problem.Path}: {problem.Message}"))),
            new("drifted", List(Drifted(composed, catalog))),
        };
        AddTime(members, "createdAt", composed.CreatedAt);
        AddTime(members, "updatedAt", composed.UpdatedAt);
        members.Add(new Member("calls", Value.Of(figures.Calls)));
        members.Add(new Member("failures", Value.Of(figures.Failures)));
        if (figures.LastError is { } error)
            members.Add(new Member("lastError", Value.Of(error)));
        if (composed.IsBlueprint)
            members.Add(new Member("with", With(catalog.Engine.ReadBlueprint(composed.Definition))));
        if (includeDefinition)
            members.Add(new Member("definition", Value.Of(composed.Definition)));
        return Value.Of([.. members]);
    }

    // The tools whose schemas are no longer what they were when the tool was composed over them.
    private static IEnumerable<string> Drifted(ComposedTool composed, CatalogSnapshot catalog)
    {
        foreach (var (name, fingerprint) in composed.Uses)
            if (fingerprint.Length > 0 && catalog.Find(name, []).Tool is { } tool && ToolFacts.Of(tool).Fingerprint != fingerprint)
                yield return name;
    }

    private static string ToolAt(JsonElement definition, JsonPointer path) => path.Find(Value.Of(definition)) is { IsText: true } tool ? tool.Text() : path.ToString();

    // What "from" has to give, and what it may.
    private static Value With(Blueprint blueprint) => Value.Of(
    [
        new Member("required", List(blueprint.With.Where(name => name.Value).Select(name => name.Key))),
        new Member("optional", List(blueprint.With.Where(name => !name.Value).Select(name => name.Key))),
    ]);

    private static void AddTime(List<Member> members, string name, DateTimeOffset? time)
    {
        if (time is { } known)
            members.Add(new Member(name, Value.Of(Timestamp.Of(known))));
    }

    private static Value List(IEnumerable<string> texts) => Value.Of([.. texts.Select(Value.Of)]);
}

using System.Collections.Immutable;
using ComposeServer.Catalog;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Blueprints;

namespace ComposeServer.Composing.Blueprints;

/// <summary>Makes a definition of a blueprint and what it is used with (section 13 of the contract).</summary>
internal static class BlueprintUse
{
    private static readonly string[] Fields = ["from", "name", "description", "with", "save", "replace"];

    /// <summary>The request with its definition filled in; one that names no blueprint stays as it is.</summary>
    internal static ComposeRequest Fill(ComposeRequest request, CatalogSnapshot catalog, ProblemList problems)
    {
        var written = Value.Of(request.Definition);
        if (written.Get("from").IsNothing)
        {
            RefuseWith(written, problems);
            return request;
        }

        var before = problems.Errors.Count;
        CheckFields(written, problems);
        var with = WithOf(written, problems);
        if (NameOf(written, catalog, problems) is not { } name)
            return request with { From = "" };
        if (Find(name, catalog, problems) is not { } blueprint)
            return request with { From = name };
        CheckNames(with, blueprint, catalog, problems);
        var filler = new BlueprintFiller(with, problems);
        var filled = Merge(written, filler.Fill(Pattern(blueprint, written).ToElement()));
        if (problems.Errors.Count == before && !JsonText.TryParse(filled.ToJson(), out _))
            problems.Error(JsonPointer.Root.At("with"), "too_deep", $"With this, the definition nests deeper than {JsonText.MaxDepth} levels.", "Flatter values");
        return request with { From = name, Definition = filled.ToElement(), Bytes = filled.SizeUpTo(long.MaxValue), Blame = problem => Blame(problem, name, filler.Origins) };
    }

    // What "with" was probably meant for, where no blueprint is named.
    private static void RefuseWith(Value written, ProblemList problems)
    {
        if (written.Get("steps").IsNothing && !written.Get("with").IsNothing)
            problems.Error(JsonPointer.Root.At("from"), "missing_field", "\"with\" needs \"from\": the blueprint that it is for.", "\"from\": \"…\"; list_composed_tools shows the blueprints");
    }

    private static void CheckFields(Value written, ProblemList problems)
    {
        foreach (var member in written.Members())
            if (!Fields.Contains(member.Name))
                problems.Error(
                    JsonPointer.Root.At(member.Name),
                    "unknown_field",
                    $"\"{member.Name}\" cannot stand beside \"from\", which takes everything but name and description from the blueprint.",
                    Nearest.Name(member.Name, Fields) is { } near ? $"\"{near}\"" : "One of: name, description, with, save, replace, dryRun, force");
    }

    private static Value WithOf(Value written, ProblemList problems)
    {
        var with = written.Get("with");
        if (with.Kind is ValueKind.Object or ValueKind.Nothing)
            return with.IsNothing ? Value.EmptyObject : with;
        problems.Error(JsonPointer.Root.At("with"), "wrong_type", "\"with\" must be an object: what is filled in for $with.x.", "{\"x\": …}");
        return Value.EmptyObject;
    }

    private static string? NameOf(Value written, CatalogSnapshot catalog, ProblemList problems)
    {
        if (written.Get("from") is { IsText: true } name)
            return name.Text();
        problems.Error(JsonPointer.Root.At("from"), "wrong_type", "\"from\" must be a text: the name of a blueprint.", Quoted(Names(catalog)));
        return null;
    }

    private static ComposedTool? Find(string name, CatalogSnapshot catalog, ProblemList problems)
    {
        var found = catalog.FindBlueprint(name);
        var path = JsonPointer.Root.At("from");
        if (found is not null && found.Resolve(catalog).Errors is { IsEmpty: false } errors)
            problems.Error(path, "invalid_blueprint", $"The blueprint \"{name}\" is not valid: {errors[0].Path}: {errors[0].Message}", "Compose it again");
        else if (found is not null)
            return found;
        else if (catalog.Composed.ContainsKey(name))
            problems.Error(path, "not_a_blueprint", $"\"{name}\" is a composed tool and no blueprint.", "Call it in a step, or name a blueprint: " + Quoted(Names(catalog)));
        else
            problems.Error(path, "unknown_blueprint", $"There is no blueprint \"{name}\".", Quoted(Nearest.Names(name, Names(catalog), 3) is { Count: > 0 } near ? near : Names(catalog)));
        return null;
    }

    private static List<string> Names(CatalogSnapshot catalog) => [.. catalog.ComposedAndReady.Where(t => t.IsBlueprint).Select(t => t.Name).Take(10)];

    private static void CheckNames(Value with, ComposedTool blueprint, CatalogSnapshot catalog, ProblemList problems)
    {
        var known = catalog.Engine.ReadBlueprint(blueprint.Definition).With;
        foreach (var given in with.Members())
            if (!known.ContainsKey(given.Name))
                problems.Error(
                    JsonPointer.Root.At("with").At(given.Name),
                    "unknown_with",
                    $"The blueprint \"{blueprint.Name}\" takes no \"{given.Name}\".",
                    Nearest.Name(given.Name, known.Keys) is { } near ? $"\"{near}\"" : known.IsEmpty ? "Leave it out" : "One of: " + string.Join(", ", known.Keys));
    }

    // The pattern without what the request says itself.
    private static Value Pattern(ComposedTool blueprint, Value written)
    {
        var members = new List<Member>();
        foreach (var member in Value.Of(blueprint.Definition).Members())
            if (member.Name is not ("blueprint" or "name" or "save" or "replace") && (member.Name != "description" || written.Get("description").IsNothing))
                members.Add(member);
        return Value.Of([.. members]);
    }

    private static Value Merge(Value written, Value filled)
    {
        var members = new List<Member>();
        foreach (var member in written.Members())
            if (member.Name is "name" or "description" or "save" or "replace")
                members.Add(member);
        foreach (var member in filled.Members())
            members.Add(member);
        return Value.Of([.. members]);
    }

    private static Problem Blame(Problem problem, string name, ImmutableArray<(JsonPointer At, JsonPointer With)> origins)
    {
        var origin = origins.Where(o => o.At.Holds(problem.Path)).OrderByDescending(o => o.At.ToString().Length).FirstOrDefault();
        if (origin.At is not null)
            return problem with { Path = origin.With.Then(problem.Path.From(origin.At)), Message = $"{problem.Message} (filled in at {problem.Path} of the blueprint \"{name}\")" };
        return problem.Path.ToString() is "/name" or "/description" or "/save" or "/replace" or ""
            ? problem
            : problem with { Message = $"{problem.Message} (in the blueprint \"{name}\", as it is filled in)" };
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));
}

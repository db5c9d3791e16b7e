using System.Collections.Immutable;
using ComposeServer.Catalog;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Library;

namespace ComposeServer.Composing;

/// <summary>The only one that changes composed tools: it checks, saves, and swaps the catalog, one change at a time.</summary>
internal sealed class Composer(LiveCatalog live, ToolLibrary library, ComposePolicy policy, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Composes a tool, or only checks it; nothing has changed when the answer is an error.</summary>
    internal async ValueTask<ComposeAnswer> ComposeAsync(Value arguments, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        if (!policy.MayCompose)
            return ComposeAnswer.Invalid([ComposePolicy.Denied], []);
        var request = ComposeRequest.Read(arguments, problems);
        if (request.Bytes > policy.DefinitionBytes)
            return ComposeAnswer.Invalid([TooLarge(policy.DefinitionBytes)], []);
        await policy.WaitForServers(request.Definition, cancellationToken);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return Compose(request, problems);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Removes a composed tool; refused when others use it, unless it is forced.</summary>
    internal async ValueTask<ComposeAnswer> RemoveAsync(string name, bool force, CancellationToken cancellationToken)
    {
        if (!policy.MayCompose)
            return ComposeAnswer.Refused(ComposePolicy.Denied);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return Remove(name, force);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private ComposeAnswer Compose(ComposeRequest request, ProblemList problems)
    {
        var catalog = live.Current;
        var result = catalog.Engine.Plan(request.Definition, catalog);
        NameRules.Check(result.Definition, catalog, problems);
        if (problems.HasErrors || result.Plan is not { } plan)
            return ComposeAnswer.Invalid([.. problems.Errors, .. result.Errors], result.Warnings);
        var composed = NewTool(request, plan, catalog);
        var then = catalog.With(composed: catalog.Composed.SetItem(composed.Name, composed));
        var resolution = Resolution.Of(result, then);
        composed.Planned(resolution);
        var replaces = catalog.Composed.ContainsKey(composed.Name);
        if (replaces && !request.Force && Dependents.BrokenBy(composed.Name, catalog, then) is { IsEmpty: false } broken)
            return ComposeAnswer.Invalid([Breaks(composed.Name, broken)], plan.Warnings);
        var tool = resolution.Tool!.Tool;
        if (request.DryRun)
            return ComposeAnswer.Done("valid", plan, tool, composed.Revision, saved: false, PlanDescription.Of(plan));
        return plan.Definition.Save ? Save(composed, plan, resolution, replaces) : Keep(composed, plan, resolution, replaces);
    }

    private ComposedTool NewTool(ComposeRequest request, Plan plan, CatalogSnapshot catalog)
    {
        var before = catalog.Composed.GetValueOrDefault(plan.Definition.Name);
        var now = time.GetUtcNow();
        return new ComposedTool
        {
            Name = plan.Definition.Name,
            Definition = request.Kept,
            Uses = plan.Uses,
            IsSaved = plan.Definition.Save,
            Revision = (before?.Revision ?? 0) + 1,
            CreatedAt = before?.CreatedAt ?? now,
            UpdatedAt = now,
        };
    }

    private ComposeAnswer Save(ComposedTool composed, Plan plan, Resolution resolution, bool replaces)
    {
        var write = library.Put(composed.Name, composed.Definition, composed.Uses, plan.Definition.Replace);
        if (!write.Done)
            return ComposeAnswer.Invalid([NotSaved(composed.Name, write)], plan.Warnings);
        live.Swap(catalog => LibraryTools.Merge(catalog, write.Snapshot, composed.Name, resolution));
        return ComposeAnswer.Done(replaces ? "replaced" : "created", plan, resolution.Tool!.Tool, write.Revision, saved: true, Value.Nothing);
    }

    private ComposeAnswer Keep(ComposedTool composed, Plan plan, Resolution resolution, bool replaces)
    {
        live.Swap(catalog => catalog.With(composed: catalog.Composed.SetItem(composed.Name, composed), departed: catalog.Departed.Remove(composed.Name)));
        return ComposeAnswer.Done(replaces ? "replaced" : "created", plan, resolution.Tool!.Tool, composed.Revision, saved: false, Value.Nothing);
    }

    private ComposeAnswer Remove(string name, bool force)
    {
        var catalog = live.Current;
        var path = JsonPointer.Root.At("name");
        if (!catalog.Composed.TryGetValue(name, out var composed))
            return ComposeAnswer.Refused(Unknown(name, catalog));
        if (!force && Dependents.Of(name, catalog).Remove(name) is { IsEmpty: false } users)
            return ComposeAnswer.Refused(new Problem(path, "tool_in_use", $"\"{name}\" is used by {Quoted(users)}.", "Remove those first, or \"force\": true"));
        if (!composed.IsSaved)
        {
            live.Swap(current => current.With(composed: current.Composed.Remove(name), departed: current.Departed.Add(name)));
            return ComposeAnswer.Removed(name);
        }

        var write = library.Remove(name);
        if (write.Status is not (LibraryWriteStatus.Removed or LibraryWriteStatus.NotFound))
            return ComposeAnswer.Refused(new Problem(path, "not_saved", write.Message ?? "The library could not be written."));
        live.Swap(current => LibraryTools.Merge(current, write.Snapshot));
        return ComposeAnswer.Removed(name);
    }

    private static Problem Unknown(string name, CatalogSnapshot catalog)
    {
        var near = Nearest.Names(name, catalog.Composed.Keys, 3);
        return new Problem(JsonPointer.Root.At("name"), "unknown_tool", $"There is no composed tool \"{name}\".", near.Count == 0 ? "list_composed_tools lists them" : Quoted(near));
    }

    private static Problem TooLarge(long most) =>
        new(JsonPointer.Root, "definition_too_large", $"The definition is larger than {most} bytes, the most that one may have.", "Compose parts of it as tools of their own, and keep data out of it");

    private static Problem Breaks(string name, IEnumerable<string> broken) =>
        new(JsonPointer.Root, "breaks_tools", $"With this, {Quoted(broken)} would no longer be valid, because they use \"{name}\".", "Keep what they use, compose them again first, or \"force\": true");

    private static Problem NotSaved(string name, LibraryWrite write) => write.Status == LibraryWriteStatus.NameTaken
        ? new Problem(JsonPointer.Root.At("name"), "taken_name", $"There is a composed tool \"{name}\" already: another server on this home has just saved it.", "\"replace\": true to take its place, or another name")
        : new Problem(JsonPointer.Root, write.Status == LibraryWriteStatus.LibraryFull ? "library_full" : "not_saved", write.Message ?? "The library could not be written.", "\"save\": false keeps the tool until the server ends");

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));
}

using System.Collections.Immutable;
using ComposeServer.Catalog;
using ComposeServer.Composing.Blueprints;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Library;

namespace ComposeServer.Composing;

/// <summary>The only one that changes composed tools: it checks, saves, and swaps the catalog, one change at a time.</summary>
internal sealed class Composer(LiveCatalog live, ToolLibrary library, ComposePolicy policy, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Composes a tool, or only checks it; nothing has changed when the answer is an error.</summary>
    /// <param name="arguments">A definition, bare or wrapped, and how to take it.</param>
    /// <param name="ask">Asks the person, where the owner wants that; null when nobody can be asked.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    internal async ValueTask<ComposeAnswer> ComposeAsync(Value arguments, Ask? ask, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        if (!policy.MayCompose)
            return ComposeAnswer.Invalid([ComposePolicy.Denied], []);
        var request = ComposeRequest.Read(arguments, problems);
        if (request.Bytes > policy.DefinitionBytes)
            return ComposeAnswer.Invalid([TooLarge(policy.DefinitionBytes)], []);
        request = BlueprintUse.Fill(request, live.Current, problems);
        if (request.Bytes > policy.DefinitionBytes)
            return ComposeAnswer.Invalid([TooLarge(policy.DefinitionBytes)], []);
        if (request.From is not null && problems.HasErrors)
            return ComposeAnswer.Invalid(problems.Errors, []);
        await policy.WaitForServers(request.Definition, cancellationToken);
        if (!policy.AsksFirst || request.DryRun)
            return await InTurnAsync(() => Compose(request, problems), cancellationToken);
        return await ConsentedAsync(
            () => Compose(request with { DryRun = true }, problems), () => Compose(request, problems), problem => ComposeAnswer.Invalid([problem], []), ask, cancellationToken);
    }

    /// <summary>Removes a composed tool; refused when others use it, unless it is forced.</summary>
    /// <param name="name">Which.</param>
    /// <param name="force">Whether tools that use it may break.</param>
    /// <param name="ask">Asks the person, where the owner wants that; null when nobody can be asked.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    internal async ValueTask<ComposeAnswer> RemoveAsync(string name, bool force, Ask? ask, CancellationToken cancellationToken)
    {
        if (!policy.MayCompose)
            return ComposeAnswer.Refused(ComposePolicy.Denied);
        return policy.AsksFirst
            ? await ConsentedAsync(() => CheckRemoval(name, force), () => Remove(name, force), ComposeAnswer.Refused, ask, cancellationToken)
            : await InTurnAsync(() => Remove(name, force), cancellationToken);
    }

    public void Dispose() => _turn.Dispose();

    // Nobody is asked about what is not possible; others have their turn while the person thinks; what is done is what was shown.
    private async ValueTask<ComposeAnswer> ConsentedAsync(
        Func<ComposeAnswer> check, Func<ComposeAnswer> change, Func<Problem, ComposeAnswer> refuse, Ask? ask, CancellationToken cancellationToken)
    {
        var possible = await InTurnAsync(check, cancellationToken);
        if (possible.IsError)
            return possible;
        if (await Consent.GetAsync(possible.ConsentText!, ask, cancellationToken) is { } refusal)
            return refuse(refusal);
        return await InTurnAsync(
            () => check() is var now && now.IsError ? now : now.ConsentText == possible.ConsentText ? change() : refuse(Consent.Changed), cancellationToken);
    }

    private async ValueTask<ComposeAnswer> InTurnAsync(Func<ComposeAnswer> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return change();
        }
        finally
        {
            _turn.Release();
        }
    }

    private ComposeAnswer Compose(ComposeRequest request, ProblemList problems)
    {
        var catalog = live.Current;
        var found = Composable.Of(request, catalog);
        NameRules.Check(found.Definition, catalog, problems);
        if (problems.HasErrors || !found.IsValid)
            return ComposeAnswer.Invalid([.. problems.Errors, .. found.Errors], found.Warnings);
        var composed = NewTool(request, found, catalog);
        var then = catalog.With(composed: catalog.Composed.SetItem(composed.Name, composed));
        var resolution = found.In(then);
        composed.Planned(resolution);
        var replaces = catalog.Composed.ContainsKey(composed.Name);
        if (replaces && !request.Force && Dependents.BrokenBy(composed.Name, catalog, then) is { IsEmpty: false } broken)
            return ComposeAnswer.Invalid([Breaks(composed.Name, broken)], found.Warnings);
        if (request.DryRun)
            return found.Checked(resolution, composed.Revision, replaces);
        return found.Definition.Save ? Save(composed, found, resolution, replaces) : Keep(composed, found, resolution, replaces);
    }

    private ComposedTool NewTool(ComposeRequest request, Composable found, CatalogSnapshot catalog)
    {
        var before = catalog.Composed.GetValueOrDefault(found.Definition.Name);
        var now = time.GetUtcNow();
        return new ComposedTool
        {
            Name = found.Definition.Name,
            Definition = request.Kept,
            Uses = found.Uses,
            IsSaved = found.Definition.Save,
            Revision = (before?.Revision ?? 0) + 1,
            CreatedAt = before?.CreatedAt ?? now,
            UpdatedAt = now,
        };
    }

    private ComposeAnswer Save(ComposedTool composed, Composable found, Resolution resolution, bool replaces)
    {
        var write = library.Put(composed.Name, composed.Definition, composed.Uses, found.Definition.Replace);
        if (!write.Done)
            return ComposeAnswer.Invalid([NotSaved(composed.Name, write)], found.Warnings);
        live.Swap(catalog => LibraryTools.Merge(catalog, write.Snapshot, composed.Name, resolution));
        return found.Answer(replaces ? "replaced" : "created", resolution, write.Revision, saved: true, Value.Nothing);
    }

    private ComposeAnswer Keep(ComposedTool composed, Composable found, Resolution resolution, bool replaces)
    {
        live.Swap(catalog => catalog.With(composed: catalog.Composed.SetItem(composed.Name, composed), departed: catalog.Departed.Remove(composed.Name)));
        return found.Answer(replaces ? "replaced" : "created", resolution, composed.Revision, saved: false, Value.Nothing);
    }

    private ComposeAnswer CheckRemoval(string name, bool force)
    {
        var catalog = live.Current;
        if (!catalog.Composed.TryGetValue(name, out var composed))
            return ComposeAnswer.Refused(catalog.Ready.ContainsKey(name) ? Ready(name) : Unknown(name, catalog));
        if (!force && Dependents.Of(name, catalog).Remove(name) is { IsEmpty: false } users)
            return ComposeAnswer.Refused(new Problem(JsonPointer.Root.At("name"), "tool_in_use", $"\"{name}\" is used by {Quoted(users)}.", "Remove those first, or \"force\": true"));
        return ComposeAnswer.Removed(name) with { ConsentText = ConsentText.ToRemove(name, composed.Description, composed.Uses.Keys) };
    }

    private ComposeAnswer Remove(string name, bool force)
    {
        if (CheckRemoval(name, force) is { IsError: true } refusal)
            return refusal;
        if (!live.Current.Composed[name].IsSaved)
        {
            live.Swap(current => current.With(composed: current.Composed.Remove(name), departed: current.Departed.Add(name)));
            return ComposeAnswer.Removed(name);
        }

        var write = library.Remove(name);
        if (write.Status is not (LibraryWriteStatus.Removed or LibraryWriteStatus.NotFound))
            return ComposeAnswer.Refused(new Problem(JsonPointer.Root.At("name"), "not_saved", write.Message ?? "The library could not be written."));
        live.Swap(current => LibraryTools.Merge(current, write.Snapshot));
        return ComposeAnswer.Removed(name);
    }

    private static Problem Unknown(string name, CatalogSnapshot catalog)
    {
        var near = Nearest.Names(name, catalog.Composed.Keys, 3);
        return new Problem(JsonPointer.Root.At("name"), "unknown_tool", $"There is no composed tool \"{name}\".", near.Count == 0 ? "list_composed_tools lists them" : Quoted(near));
    }

    private static Problem Ready(string name) =>
        new(JsonPointer.Root.At("name"), "ready_blueprint", $"\"{name}\" is a blueprint that comes with the program, and cannot be removed.", "Compose one of the same name: it takes its place");

    private static Problem TooLarge(long most) =>
        new(JsonPointer.Root, "definition_too_large", $"The definition is larger than {most} bytes, the most that one may have.", "Compose parts of it as tools of their own, and keep data out of it");

    private static Problem Breaks(string name, IEnumerable<string> broken) =>
        new(JsonPointer.Root, "breaks_tools", $"With this, {Quoted(broken)} would no longer be valid, because they use \"{name}\".", "Keep what they use, compose them again first, or \"force\": true");

    private static Problem NotSaved(string name, LibraryWrite write) => write.Status == LibraryWriteStatus.NameTaken
        ? new Problem(JsonPointer.Root.At("name"), "taken_name", $"There is a composed tool \"{name}\" already: another server on this home has just saved it.", "\"replace\": true to take its place, or another name")
        : new Problem(JsonPointer.Root, write.Status == LibraryWriteStatus.LibraryFull ? "library_full" : "not_saved", write.Message ?? "The library could not be written.", "\"save\": false keeps the tool until the server ends");

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));
}

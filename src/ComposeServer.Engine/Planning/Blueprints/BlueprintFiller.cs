using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Blueprints;

/// <summary>Walks a blueprint and fills in what it is used with, before anything of it is read; or, without that, only checks what can be.</summary>
/// <param name="with">What it is used with; null to check it.</param>
/// <param name="problems">What is wrong.</param>
internal sealed class BlueprintFiller(Value? with, ProblemList problems)
{
    private readonly SortedDictionary<string, bool> _names = new(StringComparer.Ordinal);
    private readonly List<(JsonPointer At, JsonPointer With)> _origins = [];
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>The names that it takes, each with whether it must be given.</summary>
    internal ImmutableSortedDictionary<string, bool> Names => _names.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Where what was filled in stands, and where it came from.</summary>
    internal ImmutableArray<(JsonPointer At, JsonPointer With)> Origins => [.. _origins];

    internal bool IsCheck => with is null;

    internal Value Fill(JsonElement definition) => Walk(definition, JsonPointer.Root, BlueprintPlace.Definition);

    private Value Walk(JsonElement written, JsonPointer path, BlueprintPlace place) => written.ValueKind switch
    {
        JsonValueKind.Object => WalkObject(written, path, place),
        JsonValueKind.Array => WalkList(written, path, place),
        JsonValueKind.String => new BlueprintText(this, path, place, problems).Fill(JsonText.StringOf(written)) ?? Value.Of(written),
        _ => Value.Of(written),
    };

    private Value WalkObject(JsonElement written, JsonPointer path, BlueprintPlace place)
    {
        var members = new List<Member>();
        foreach (var property in written.EnumerateObject())
        {
            var name = JsonText.NameOf(property);
            if (WithReference.Find(name, 0) >= 0)
                problems.Error(path.At(name), "reference_in_key", "A name of an object is literal: it cannot be a reference.", "Put the whole object into \"with\", or build it with merge(…) in an expression");
            if (Walk(property.Value, path.At(name), BlueprintPlaces.Member(place, name)) is { IsNothing: false } value)
                members.Add(new Member(name, value));
        }

        return Value.Of([.. members]);
    }

    private Value WalkList(JsonElement written, JsonPointer path, BlueprintPlace place)
    {
        var items = new List<Value>();
        foreach (var item in written.EnumerateArray())
            if (Walk(item, path.At(items.Count), BlueprintPlaces.Item(place)) is { IsNothing: false } value)
                items.Add(value);
        return Value.Of([.. items]);
    }

    /// <summary>What a reference finds; Nothing when that is missing, which is a problem unless it may be.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="isOptional">Whether it may find nothing.</param>
    /// <param name="at">Where what it finds is put.</param>
    internal Value Take(WithReference reference, bool isOptional, JsonPointer at)
    {
        _names[reference.Name] = !isOptional || (_names.TryGetValue(reference.Name, out var required) && required);
        if (with is not { } given)
            return Value.Nothing;
        var origin = JsonPointer.Root.At("with").At(reference.Name);
        var found = reference.In(given);
        foreach (var part in found.IsNothing ? [] : reference.Path)
            origin = part.IsText ? origin.At(part.Text()) : origin.At(int.Parse(part.Spelling(), System.Globalization.CultureInfo.InvariantCulture));
        if (!found.IsNothing)
            _origins.Add((at, origin));
        else if (!isOptional && _missing.Add(reference.Text))
            Missing(reference, given, origin);
        return found;
    }

    private void Missing(WithReference reference, Value given, JsonPointer origin)
    {
        List<string> names = [];
        foreach (var member in given.Members())
            names.Add(member.Name);
        if (given.Get(reference.Name).IsNothing)
            problems.Error(origin, "missing_with", $"The blueprint needs \"{reference.Name}\" in \"with\".", Nearest.Name(reference.Name, names) is { } near ? $"\"{reference.Name}\" instead of \"{near}\"" : $"\"with\": {{\"{reference.Name}\": …}}");
        else
            problems.Error(origin, "missing_with", $"The blueprint takes {reference.Text}, and \"{reference.Name}\" has no such part.", $"A value in which {reference.Text} finds something");
    }
}

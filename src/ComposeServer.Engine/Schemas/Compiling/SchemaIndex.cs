using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Dialects;

namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>Which schemas there are, where, and by what addresses and anchors they can be referred to.</summary>
/// <param name="problem">Takes what is wrong with identifiers, and what is over a limit.</param>
internal sealed class SchemaIndex(Action<SchemaLocation, string?, string> problem)
{
    private const int MaxSchemas = 20_000;
    private const int MaxNesting = 128;

    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, string), SchemaLocation> _locations = [];
    private int _documents;

    internal IEnumerable<SchemaResource> Resources => _resources.Values;

    internal IEnumerable<SchemaLocation> Locations => _locations.Values;

    /// <summary>Whether there are too many schemas to go on; a problem says so.</summary>
    internal bool IsFull => _locations.Count > MaxSchemas;

    /// <summary>Indexes a whole document, which can be referred to by its address as well as by the <c>$id</c> in it.</summary>
    internal SchemaLocation AddDocument(JsonElement root, string uri)
    {
        var outer = new SchemaResource(uri, Dialect.Draft202012);
        var location = Add(new SchemaLocation(_documents++, JsonPointer.Root, root, outer), 0);
        _resources.TryAdd(uri, location.Resource);
        return location;
    }

    /// <summary>The schema at a place, indexed when it was not yet, because nothing before said that a schema stands there.</summary>
    internal SchemaLocation At(SchemaLocation near, JsonPointer pointer, JsonElement element) =>
        _locations.TryGetValue((near.Document, pointer.ToString()), out var known) ? known : Add(near with { Pointer = pointer, Element = element }, 0);

    internal SchemaLocation? Known(int document, JsonPointer pointer) => _locations.GetValueOrDefault((document, pointer.ToString()));

    internal SchemaResource? Resource(string uri)
    {
        if (_resources.TryGetValue(uri, out var known))
            return known;
        return Metaschemas.Find(uri) is { } metaschema ? AddDocument(metaschema, uri).Resource : null;
    }

    private SchemaLocation Add(SchemaLocation location, int nesting)
    {
        if (location.Element.ValueKind == JsonValueKind.Object)
            location = Identified(location);
        _locations[location.Key] = location;
        if (location.Element.ValueKind != JsonValueKind.Object || IsFull)
            return location;
        if (nesting > MaxNesting)
            problem(location, null, $"nests schemas deeper than {MaxNesting}");
        else
            foreach (var (pointer, element) in Subschemas.Of(location.Element, location.Pointer, location.Resource.Dialect))
                Add(location with { Pointer = pointer, Element = element }, nesting + 1);
        if (IsFull && nesting == 0)
            problem(location, null, $"has more than {MaxSchemas} schemas in it");
        return location;
    }

    /// <summary>The location in the resource that it begins, if it does, after noting its anchors.</summary>
    private SchemaLocation Identified(SchemaLocation location)
    {
        var isRoot = location.Pointer == JsonPointer.Root;
        var dialect = DialectOf(location, isRoot);
        var (id, fragment) = IdOf(location, dialect);
        if (isRoot || id is not null)
        {
            var resource = new SchemaResource(id ?? location.Resource.Uri, dialect);
            location = location with { Resource = resource };
            resource.Root = location;
            _resources.TryAdd(resource.Uri, resource);
        }

        if (fragment is not null)
            location.Resource.Anchors.TryAdd(fragment, location);
        if (dialect >= Dialect.Draft201909)
            AddAnchors(location);
        return location;
    }

    private static Dialect DialectOf(SchemaLocation location, bool isRoot)
    {
        var own = Text(location, "$schema");
        if (own is null)
            return location.Resource.Dialect;
        return isRoot || Text(location, "$id") is not null ? DialectNames.Find(own) : location.Resource.Dialect;
    }

    private (string? Id, string? Anchor) IdOf(SchemaLocation location, Dialect dialect)
    {
        var keyword = dialect == Dialect.Draft4 ? "id" : "$id";
        // Before 2019-09 a reference hides what stands beside it.
        if (dialect < Dialect.Draft201909 && Text(location, "$ref") is not null)
            return default;
        if (Text(location, keyword, mustBe: dialect > Dialect.Draft4) is not { } id)
            return default;
        var hash = id.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 || hash + 1 == id.Length ? null : id[(hash + 1)..];
        if (fragment is not null && dialect >= Dialect.Draft201909)
            problem(location, keyword, "must not have a fragment; write it as $anchor");
        var address = hash < 0 ? id : id[..hash];
        return (address.Length == 0 ? null : Formats.UriParts.Resolve(location.Resource.Uri, address), fragment);
    }

    private void AddAnchors(SchemaLocation location)
    {
        var resource = location.Resource;
        if (Anchor(location, "$anchor") is { } anchor)
            resource.Anchors.TryAdd(anchor, location);
        if (resource.Dialect == Dialect.Draft202012 && Anchor(location, "$dynamicAnchor") is { } dynamic)
        {
            resource.Anchors.TryAdd(dynamic, location);
            resource.DynamicAnchors.TryAdd(dynamic, location);
        }

        if (resource.Dialect == Dialect.Draft201909 && location == resource.Root && JsonText.TryGet(location.Element, "$recursiveAnchor", out var recursive) && recursive.ValueKind == JsonValueKind.True)
            resource.DynamicAnchors.TryAdd("", location);
    }

    private string? Anchor(SchemaLocation location, string keyword)
    {
        var anchor = Text(location, keyword, mustBe: true);
        if (anchor is null || IsAnchor(anchor))
            return anchor;
        problem(location, keyword, "must be a name: a letter or _, then letters, digits, - . _");
        return null;
    }

    // Core 2020-12, section 8.2.2.
    private static bool IsAnchor(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '_') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');

    private string? Text(SchemaLocation location, string keyword, bool mustBe)
    {
        if (mustBe && JsonText.TryGet(location.Element, keyword, out var found) && found.ValueKind != JsonValueKind.String)
            problem(location, keyword, "must be a text");
        return Text(location, keyword);
    }

    private static string? Text(SchemaLocation location, string keyword) =>
        JsonText.TryGet(location.Element, keyword, out var found) && found.ValueKind == JsonValueKind.String ? JsonText.StringOf(found) : null;
}

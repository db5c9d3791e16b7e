using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Dialects;

namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>Which schemas there are, where, and by what addresses and anchors they can be referred to.</summary>
/// <param name="problem">Takes what is wrong with identifiers, and what is over a limit.</param>
internal sealed partial class SchemaIndex(Action<SchemaLocation, string?, string> problem)
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
}

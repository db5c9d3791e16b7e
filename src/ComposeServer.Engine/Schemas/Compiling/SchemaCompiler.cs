using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Keywords;

namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>Compiles one schema with everything that it refers to. Its passes: index, read keywords, bind dynamic anchors, search loops.</summary>
internal sealed class SchemaCompiler
{
    private const int MaxProblems = 50;

    private readonly Dictionary<(int, string), SchemaNode> _nodes = [];
    private readonly Queue<(SchemaLocation Location, SchemaNode Node)> _waiting = new();
    private readonly List<SchemaProblem> _problems = [];
    private readonly SchemaIndex _index;
    private readonly ReferenceResolver _references;

    internal SchemaCompiler(SchemaOptions options)
    {
        Options = options;
        _index = new SchemaIndex(Problem);
        _references = new ReferenceResolver(_index);
    }

    internal SchemaOptions Options { get; }

    /// <summary>Whether some reference is resolved by the dynamic scope.</summary>
    internal bool IsDynamic { get; set; }

    internal ImmutableArray<SchemaProblem> Problems => [.. _problems];

    internal SchemaNode? Compile(JsonElement schema)
    {
        var root = _index.AddDocument(schema, "");
        if (_problems.Count > 0)
            return null;
        var node = Node(root);
        foreach (var location in _index.Locations.ToArray())
            Node(location);
        ReadWaiting();
        while (IsDynamic && BindDynamicAnchors())
            ReadWaiting();
        if (_problems.Count == 0 && LoopSearch.Find(_nodes.Values) is { } loop)
            _problems.Add(new SchemaProblem(loop.Place, "refers to itself for the same value without end; a reference must lead into a part of the value"));
        return _problems.Count == 0 ? node : null;
    }

    /// <summary>The schema at a place of the document that was compiled; null where none stands.</summary>
    internal SchemaNode? Known(JsonPointer place) => _nodes.GetValueOrDefault((0, place.ToString()));

    /// <summary>The node of a schema, whose keywords are read later.</summary>
    internal SchemaNode Node(SchemaLocation location)
    {
        if (_nodes.TryGetValue(location.Key, out var known))
            return known;
        var node = new SchemaNode(location.Resource, location.Pointer);
        _nodes.Add(location.Key, node);
        _waiting.Enqueue((location, node));
        return node;
    }

    internal SchemaNode Node(SchemaLocation near, JsonPointer pointer, JsonElement element) => Node(_index.At(near, pointer, element));

    internal SchemaLocation? Resolve(SchemaLocation from, string reference, out string? anchor, out string problem) =>
        _references.Resolve(from, reference, out anchor, out problem);

    /// <summary>Notes a problem of a keyword, or of the schema itself; those of built-in documents cannot be.</summary>
    internal void Problem(SchemaLocation location, string? keyword, string message)
    {
        var path = keyword is null ? location.Pointer : location.Pointer.At(keyword);
        Problem(path, message);
    }

    internal void Problem(JsonPointer path, string message)
    {
        if (_problems.Count < MaxProblems)
            _problems.Add(new SchemaProblem(path, message));
    }

    private void ReadWaiting()
    {
        while (_waiting.TryDequeue(out var next) && !_index.IsFull)
            new KeywordReader(this, next.Location, next.Node).Read();
    }

    private bool BindDynamicAnchors()
    {
        var bound = false;
        foreach (var resource in _index.Resources.ToArray())
            foreach (var (anchor, location) in resource.DynamicAnchors)
                bound |= resource.DynamicNodes.TryAdd(anchor, Node(location));
        return bound;
    }
}

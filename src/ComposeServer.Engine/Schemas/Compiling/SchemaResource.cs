using ComposeServer.Engine.Schemas.Dialects;
using ComposeServer.Engine.Schemas.Keywords;

namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>A schema with an address of its own, and the anchors in it (JSON Schema Core 2020-12, section 4.3.5).</summary>
/// <param name="uri">Its absolute address; empty when it has none.</param>
/// <param name="dialect">What its keywords mean.</param>
internal sealed class SchemaResource(string uri, Dialect dialect)
{
    internal string Uri => uri;

    internal Dialect Dialect => dialect;

    internal SchemaLocation Root { get; set; } = null!;

    internal Dictionary<string, SchemaLocation> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of the anchors that a dynamic reference looks for; the empty name is <c>$recursiveAnchor</c>.</summary>
    internal Dictionary<string, SchemaLocation> DynamicAnchors { get; } = new(StringComparer.Ordinal);

    /// <summary>What the dynamic anchors lead to, compiled; empty where no reference is dynamic.</summary>
    internal Dictionary<string, SchemaNode> DynamicNodes { get; } = new(StringComparer.Ordinal);
}

using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Compiling;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>One schema, compiled: its keywords in the order in which they are judged. Filled in once, while compiling.</summary>
internal sealed class SchemaNode(SchemaResource resource, JsonPointer place)
{
    /// <summary>The resource in which it stands: it enters the dynamic scope with it.</summary>
    internal SchemaResource Resource => resource;

    /// <summary>Where it stands in its document, for messages.</summary>
    internal JsonPointer Place => place;

    /// <summary>What the schemas <c>true</c> and <c>false</c> say of every value; else null.</summary>
    internal bool? Always { get; set; }

    /// <summary>Type first, what looks at what others evaluated last.</summary>
    internal Keyword[] Keywords { get; set; } = [];

    /// <summary>Whether it must know which members and items its own keywords evaluated.</summary>
    internal bool TracksEvaluated { get; set; }
}

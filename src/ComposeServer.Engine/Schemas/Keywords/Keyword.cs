using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>A keyword of a schema, or a few that only have a meaning together. Immutable once compiled.</summary>
internal abstract class Keyword
{
    /// <summary>Other schemas that judge the same value.</summary>
    internal virtual IEnumerable<SchemaNode> InPlace => [];

    /// <summary>Whether the value fits; notes in <paramref name="evaluated"/>, when it is given, which parts were judged.</summary>
    internal abstract bool IsValid(Value value, ValidationRun run, Evaluated? evaluated);

    /// <summary>Notes every fault of the value.</summary>
    internal abstract void Explain(Value value, Explanation at);

    /// <summary>Adds to a place the schemas that this keyword has for one part of the value.</summary>
    internal virtual void AddChild(PlaceStep step, Place place)
    {
    }
}

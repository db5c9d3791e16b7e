using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>$ref</c>, and a dynamic reference that can only lead to one place.</summary>
internal sealed class ReferenceKeyword(SchemaNode target) : Keyword
{
    internal override IEnumerable<SchemaNode> InPlace => [target];

    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated) => run.IsValid(target, value, evaluated);

    internal override void Explain(Value value, Explanation at) => at.Explain(target, value);

    internal override void AddChild(PlaceStep step, Place place) => Place.AddChild(target, step, place);
}

using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Compiling;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>$dynamicRef</c> and <c>$recursiveRef</c>: the outermost resource of the dynamic scope that has the anchor decides.</summary>
/// <param name="anchor">The name of the dynamic anchor; empty for <c>$recursiveAnchor</c>.</param>
/// <param name="initial">Where the reference leads when nothing in the scope has the anchor.</param>
internal sealed class DynamicReferenceKeyword(string anchor, SchemaNode initial) : Keyword
{
    internal override IEnumerable<SchemaNode> InPlace => [initial];

    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated) => run.IsValid(Target(run.Scope), value, evaluated);

    internal override void Explain(Value value, Explanation at) => at.Explain(Target(at.Run.Scope), value);

    internal override void AddChild(PlaceStep step, Place place) => Place.AddChild(initial, step, place);

    private SchemaNode Target(IReadOnlyList<SchemaResource> scope)
    {
        for (var i = 0; i < scope.Count; i++)
            if (scope[i].DynamicNodes.TryGetValue(anchor, out var node))
                return node;
        return initial;
    }
}

using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(SchemaNode[] branches) : Keyword
{
    internal override IEnumerable<SchemaNode> InPlace => branches;

    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        foreach (var branch in branches)
            if (!run.IsValid(branch, value, evaluated))
                return false;
        return true;
    }

    internal override void Explain(Value value, Explanation at)
    {
        foreach (var branch in branches)
            at.Explain(branch, value);
    }

    internal override void AddChild(PlaceStep step, Place place)
    {
        foreach (var branch in branches)
            Place.AddChild(branch, step, place);
    }
}

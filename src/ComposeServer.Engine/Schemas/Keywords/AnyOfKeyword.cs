using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>anyOf</c>.</summary>
internal sealed class AnyOfKeyword(SchemaNode[] branches) : Keyword
{
    internal override IEnumerable<SchemaNode> InPlace => branches;

    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        var valid = false;
        foreach (var branch in branches)
        {
            var own = evaluated is null ? null : new Evaluated();
            if (!run.IsValid(branch, value, own))
                continue;
            // Where parts are tracked, every branch that fits adds its own.
            if (own is null)
                return true;
            evaluated!.Add(own);
            valid = true;
        }

        return valid;
    }

    internal override void Explain(Value value, Explanation at)
    {
        if (!IsValid(value, at.Run, at.Evaluated))
            BranchFaults.Explain(branches, value, at);
    }

    internal override void AddChild(PlaceStep step, Place place) => Place.AddEither(branches, step, place);
}

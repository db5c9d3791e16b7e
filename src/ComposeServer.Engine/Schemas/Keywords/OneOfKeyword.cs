using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOfKeyword(SchemaNode[] branches) : Keyword
{
    internal override IEnumerable<SchemaNode> InPlace => branches;

    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        var (fits, parts) = (0, default(Evaluated));
        foreach (var branch in branches)
        {
            var own = evaluated is null ? null : new Evaluated();
            if (!run.IsValid(branch, value, own))
                continue;
            if (++fits > 1)
                return false;
            parts = own;
        }

        if (parts is not null)
            evaluated!.Add(parts);
        return fits == 1;
    }

    internal override void Explain(Value value, Explanation at)
    {
        if (IsValid(value, at.Run, at.Evaluated))
            return;
        var fits = new List<int>();
        for (var i = 0; i < branches.Length; i++)
            if (at.Run.IsValid(branches[i], value))
                fits.Add(i);
        if (fits.Count == 0)
            BranchFaults.Explain(branches, value, at);
        else
            at.Fault(FaultCodes.Invalid, $"must fit exactly one schema of oneOf, and fits those at {string.Join(", ", fits)}");
    }

    internal override void AddChild(PlaceStep step, Place place) => Place.AddEither(branches, step, place);
}

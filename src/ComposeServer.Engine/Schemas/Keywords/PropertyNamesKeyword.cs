using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>propertyNames</c>.</summary>
internal sealed class PropertyNamesKeyword(SchemaNode names) : Keyword
{
    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        foreach (var member in value.Members())
            if (!run.IsValid(names, Value.Of(member.Name)))
                return false;
        return true;
    }

    internal override void Explain(Value value, Explanation at)
    {
        foreach (var member in value.Members())
        {
            if (at.Faults.IsFull)
                return;
            var faults = new FaultList(at.Faults.Most);
            var here = at.At(member.Name);
            here.Run.Explain(names, Value.Of(member.Name), here with { Faults = faults });
            for (var i = 0; i < faults.Count; i++)
                here.Fault(FaultCodes.Invalid, $"the name \"{member.Name}\" {faults[i].Fault.Message}", faults[i].Fault.Suggestion);
        }
    }
}

using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>unevaluatedProperties</c>.</summary>
internal sealed class UnevaluatedPropertiesKeyword(SchemaNode others) : UnevaluatedKeyword
{
    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        foreach (var member in value.Members())
            if (!evaluated!.HasName(member.Name) && !run.IsValid(others, member.Value))
                return false;
        evaluated!.AddAllNames();
        return true;
    }

    internal override void Explain(Value value, Explanation at)
    {
        foreach (var member in value.Members())
        {
            if (at.Evaluated!.HasName(member.Name))
                continue;
            if (at.Faults.IsFull)
                break;
            if (others.Always == false)
                at.At(member.Name).Fault(FaultCodes.Unknown, $"\"{member.Name}\" is not known here");
            else
                at.At(member.Name).Explain(others, member.Value);
        }

        at.Evaluated!.AddAllNames();
    }
}

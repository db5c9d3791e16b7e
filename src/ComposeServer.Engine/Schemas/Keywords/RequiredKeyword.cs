using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>required</c>.</summary>
internal sealed class RequiredKeyword(string[] names, PropertiesKeyword? properties) : Keyword
{
    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        if (value.Kind != ValueKind.Object)
            return true;
        run.SpendLookups(names.Length, value);
        foreach (var name in names)
            if (value.Get(name).IsNothing)
                return false;
        return true;
    }

    internal override void Explain(Value value, Explanation at)
    {
        if (value.Kind != ValueKind.Object)
            return;
        foreach (var name in names)
            if (!at.Faults.IsFull && value.Get(name).IsNothing)
                at.At(name).Fault(FaultCodes.Missing, $"\"{name}\" is required, and missing{Kind(name)}");
    }

    private string Kind(string name)
    {
        foreach (var keyword in properties?.Known(name)?.Keywords ?? [])
            if (keyword is TypeKeyword type)
                return $"; it must be {type.Wanted.NamesWithArticle()}";
        return "";
    }
}

using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>prefixItems</c> and <c>items</c>; before 2020-12 both forms of <c>items</c> and <c>additionalItems</c>.</summary>
internal sealed class ItemsKeyword(SchemaNode[] first, SchemaNode? rest) : Keyword
{
    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        var index = 0;
        foreach (var item in value.Items())
        {
            if (For(index) is { } node && !run.IsValid(node, item))
                return false;
            index++;
        }

        Note(evaluated);
        return true;
    }

    internal override void Explain(Value value, Explanation at)
    {
        var index = 0;
        foreach (var item in value.Items())
        {
            if (at.Faults.IsFull)
                return;
            if (index >= first.Length && rest?.Always == false)
                at.At(index).Fault(FaultCodes.Invalid, $"is one item too many: the list takes {first.Length}");
            else if (For(index) is { } node)
                at.At(index).Explain(node, item);
            index++;
        }

        Note(at.Evaluated);
    }

    internal override void AddChild(PlaceStep step, Place place)
    {
        if (step.Name is null && For(step.Index) is { } node)
            place.All.Add(node);
    }

    private SchemaNode? For(int index) => index < first.Length ? first[index] : rest;

    private void Note(Evaluated? evaluated)
    {
        evaluated?.AddFirstItems(first.Length);
        if (rest is not null)
            evaluated?.AddAllItems();
    }
}

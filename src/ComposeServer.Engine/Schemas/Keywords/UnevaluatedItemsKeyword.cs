using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>unevaluatedItems</c>.</summary>
internal sealed class UnevaluatedItemsKeyword(SchemaNode others) : UnevaluatedKeyword
{
    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        var index = 0;
        foreach (var item in value.Items())
            if (!evaluated!.HasItem(index++) && !run.IsValid(others, item))
                return false;
        evaluated!.AddAllItems();
        return true;
    }

    internal override void Explain(Value value, Explanation at)
    {
        var index = 0;
        foreach (var item in value.Items())
        {
            if (!at.Evaluated!.HasItem(index))
                at.At(index).Explain(others, item);
            index++;
        }

        at.Evaluated!.AddAllItems();
    }
}

using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>uniqueItems</c>.</summary>
internal sealed class UniqueItemsKeyword : Keyword
{
    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated) => FirstRepeated(value, run) < 0;

    internal override void Explain(Value value, Explanation at)
    {
        var repeated = FirstRepeated(value, at.Run);
        if (repeated >= 0)
            at.At(repeated).Fault(FaultCodes.Invalid, "is in the list already, and the items must differ");
    }

    private static int FirstRepeated(Value value, ValidationRun run)
    {
        if (value.Kind != ValueKind.List || value.Count < 2)
            return -1;
        run.Spend(value.Count);
        var seen = new HashSet<Value>(value.Count, ValueComparer.Instance);
        var index = 0;
        foreach (var item in value.Items())
        {
            if (!seen.Add(item))
                return index;
            index++;
        }

        return -1;
    }
}

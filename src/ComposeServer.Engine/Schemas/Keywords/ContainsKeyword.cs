using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>contains</c>, <c>minContains</c>, <c>maxContains</c>.</summary>
/// <param name="wanted">What items are counted.</param>
/// <param name="least">How many there must be.</param>
/// <param name="most">How many there may be.</param>
/// <param name="evaluates">Whether the items counted are evaluated, as 2020-12 says and 2019-09 does not.</param>
internal sealed class ContainsKeyword(SchemaNode wanted, int least, int most, bool evaluates) : Keyword
{
    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        if (value.Kind != ValueKind.List)
            return true;
        var count = Count(value, run, evaluates ? evaluated : null);
        return count >= least && count <= most;
    }

    internal override void Explain(Value value, Explanation at)
    {
        if (value.Kind != ValueKind.List)
            return;
        var count = Count(value, at.Run, evaluates ? at.Evaluated : null);
        if (count < least)
            at.Fault(FaultCodes.Invalid, $"must have at least {least} of the items that the schema's contains wants, and has {count}");
        if (count > most)
            at.Fault(FaultCodes.Invalid, $"must have at most {most} of the items that the schema's contains wants, and has {count}");
    }

    private int Count(Value value, ValidationRun run, Evaluated? evaluated)
    {
        var (index, count) = (0, 0);
        foreach (var item in value.Items())
        {
            if (run.IsValid(wanted, item))
            {
                count++;
                evaluated?.AddItem(index);
            }

            index++;
        }

        return count;
    }
}

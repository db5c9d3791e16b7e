using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>minimum maximum exclusiveMinimum exclusiveMaximum</c>.</summary>
internal sealed class LimitKeyword(ExactNumber limit, string spelling, bool isLeast, bool exclusive) : Assertion
{
    internal override bool Holds(Value value)
    {
        if (value.Kind != ValueKind.Number)
            return true;
        var order = value.Number().CompareTo(limit) * (isLeast ? 1 : -1);
        return exclusive ? order > 0 : order >= 0;
    }

    internal override string Message(Value value) => (isLeast, exclusive) switch
    {
        (true, false) => $"must be at least {spelling}",
        (false, false) => $"must be at most {spelling}",
        (true, true) => $"must be greater than {spelling}",
        _ => $"must be less than {spelling}",
    };
}

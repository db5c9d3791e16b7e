using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>minLength maxLength minItems maxItems minProperties maxProperties</c>; lengths are in code points.</summary>
internal sealed class SizeKeyword(ValueKind kind, int limit, bool isLeast) : Assertion
{
    internal override bool Holds(Value value) => value.Kind != kind || (isLeast ? SizeOf(value) >= limit : SizeOf(value) <= limit);

    internal override string Message(Value value)
    {
        var unit = kind switch
        {
            ValueKind.Text => "character",
            ValueKind.List => "item",
            _ => "property",
        };
        var units = limit == 1 ? unit : unit == "property" ? "properties" : unit + "s";
        return $"must have {(isLeast ? "at least" : "at most")} {limit} {units}, and has {SizeOf(value)}";
    }

    private int SizeOf(Value value) => kind == ValueKind.Text ? CodePoints.Length(value.Text()) : value.Count;
}

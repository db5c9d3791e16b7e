using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>multipleOf</c>, by exact value: 0.0075 is a multiple of 0.0001.</summary>
internal sealed class MultipleOfKeyword(ExactNumber divisor, string spelling) : Assertion
{
    internal override bool Holds(Value value) => value.Kind != ValueKind.Number || value.Number().IsMultipleOf(divisor);

    internal override string Message(Value value) => $"must be a multiple of {spelling}";
}

using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternKeyword(Pattern pattern, string expression) : Assertion
{
    internal override bool Holds(Value value) => !value.IsText || pattern.IsMatch(value.Text());

    internal override string Message(Value value) => $"must match the regular expression {expression}";
}

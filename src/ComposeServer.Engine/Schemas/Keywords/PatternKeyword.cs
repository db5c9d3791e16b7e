using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternKeyword(Pattern pattern, string expression) : Assertion
{
    internal override bool Holds(Value value) => !value.IsText || pattern.IsMatch(value.Text());

    // Each match has its own time limit; this one is for a list of a million texts.
    internal override int Cost(Value value) => value.IsText ? value.Text().Length / 64 : 0;

    internal override string Message(Value value) => $"must match the regular expression {expression}";
}

using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>format</c>, where it is asserted.</summary>
internal sealed class FormatKeyword(string name, Func<string, bool> isValid, string example) : Assertion
{
    internal override bool Holds(Value value) => !value.IsText || isValid(value.Text());

    internal override string Message(Value value) => $"must be a text in the format {name}, such as {example}";
}

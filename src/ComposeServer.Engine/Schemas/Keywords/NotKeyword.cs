using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(SchemaNode excluded) : Keyword
{
    internal override IEnumerable<SchemaNode> InPlace => [excluded];

    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated) => !run.IsValid(excluded, value);

    internal override void Explain(Value value, Explanation at)
    {
        if (at.Run.IsValid(excluded, value))
            at.Fault(FaultCodes.Invalid, "is what the schema excludes by its not");
    }
}

using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary>Where a value is being explained, and where its faults go.</summary>
internal readonly record struct Explanation(ValidationRun Run, Evaluated? Evaluated, FaultList Faults, JsonPointer Path)
{
    internal Explanation At(string name) => this with { Path = Path.At(name), Evaluated = null };

    internal Explanation At(int index) => this with { Path = Path.At(index), Evaluated = null };

    internal void Fault(string code, string message, string? suggestion = null, Kinds wanted = Kinds.None) =>
        Faults.Add(new SchemaFault(Path, code, message, suggestion), wanted);

    /// <summary>Explains the same value by one more schema.</summary>
    internal void Explain(SchemaNode node, Value value) => Run.Explain(node, value, this);
}

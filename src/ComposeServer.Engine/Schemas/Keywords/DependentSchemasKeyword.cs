using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Keywords;

/// <summary><c>dependentSchemas</c>, and the schemas in <c>dependencies</c>.</summary>
internal sealed class DependentSchemasKeyword((string Name, SchemaNode Node)[] dependencies) : Keyword
{
    internal override IEnumerable<SchemaNode> InPlace => dependencies.Select(d => d.Node);

    internal override bool IsValid(Value value, ValidationRun run, Evaluated? evaluated)
    {
        foreach (var (name, node) in dependencies)
            if (!value.Get(name).IsNothing && !run.IsValid(node, value, evaluated))
                return false;
        return true;
    }

    internal override void Explain(Value value, Explanation at)
    {
        foreach (var (name, node) in dependencies)
            if (!value.Get(name).IsNothing)
                at.Explain(node, value);
    }
}

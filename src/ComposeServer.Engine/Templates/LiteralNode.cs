using System.Collections.Immutable;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Templates;

/// <summary>A value that is written out.</summary>
internal sealed record LiteralNode(Value Literal) : TemplateNode
{
    internal override JsonType Type { get; } = LiteralType.Of(Literal);

    internal override bool IsLiteral => true;

    internal override Value Evaluate(EvaluationContext context) => Literal;

    internal override void Collect(ImmutableArray<BoundReference>.Builder references)
    {
    }
}

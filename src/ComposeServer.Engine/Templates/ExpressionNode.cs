using System.Collections.Immutable;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Templates;

/// <summary>A string that is one expression or reference, and gives its typed value.</summary>
internal sealed record ExpressionNode(Expression Expression) : TemplateNode
{
    internal override JsonType Type => Expression.Type;

    internal override NothingSource Nothing => Expression.Nothing;

    internal override Value Evaluate(EvaluationContext context) => Expression.Evaluate(context);

    internal override void Collect(ImmutableArray<BoundReference>.Builder references) => references.AddRange(Expression.References);
}

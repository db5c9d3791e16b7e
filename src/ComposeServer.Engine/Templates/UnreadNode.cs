using System.Collections.Immutable;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Templates;

/// <summary>A part in which there is a fault. It is taken to be anything, so that one fault is one problem and what stands around it is checked all the same.</summary>
internal sealed record UnreadNode : TemplateNode
{
    internal static UnreadNode Instance { get; } = new();

    internal override JsonType Type => JsonType.Any;

    internal override Value Evaluate(EvaluationContext context) => throw new InvalidOperationException("A template with a fault in it does not run.");

    internal override void Collect(ImmutableArray<BoundReference>.Builder references)
    {
    }
}

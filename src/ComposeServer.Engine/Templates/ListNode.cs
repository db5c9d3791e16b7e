using System.Collections.Immutable;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Templates;

/// <summary>A list with expressions somewhere in it; elements that give Nothing are left out.</summary>
internal sealed record ListNode(ImmutableArray<TemplateNode> Elements) : TemplateNode
{
    internal override JsonType Type { get; } = TypeOf(Elements);

    internal override Value Evaluate(EvaluationContext context)
    {
        var items = new Value[Elements.Length];
        var count = 0;
        foreach (var node in Elements)
            if (node.Evaluate(context) is { IsNothing: false } value)
                items[count++] = value;
        return Value.Of(count == items.Length ? items : items[..count]);
    }

    internal override void Collect(ImmutableArray<BoundReference>.Builder references)
    {
        foreach (var node in Elements)
            node.Collect(references);
    }

    private static JsonType TypeOf(ImmutableArray<TemplateNode> elements)
    {
        JsonType? items = null;
        foreach (var node in elements)
            items = items is null ? node.Type : JsonType.Union(items, node.Type);
        return JsonType.List with { Items = items };
    }
}

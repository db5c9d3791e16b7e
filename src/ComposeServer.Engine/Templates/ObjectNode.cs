using System.Collections.Immutable;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Templates;

/// <summary>An object with expressions somewhere in it; members that give Nothing are left out.</summary>
internal sealed record ObjectNode(ImmutableArray<(string Name, TemplateNode Node)> Members) : TemplateNode
{
    internal override JsonType Type { get; } = TypeOf(Members);

    internal override Value Evaluate(EvaluationContext context)
    {
        var members = new Member[Members.Length];
        var count = 0;
        foreach (var (name, node) in Members)
            if (node.Evaluate(context) is { IsNothing: false } value)
                members[count++] = new Member(name, value);
        return Value.Of(count == members.Length ? members : members[..count]);
    }

    internal override void Collect(ImmutableArray<BoundReference>.Builder references)
    {
        foreach (var (_, node) in Members)
            node.Collect(references);
    }

    private static JsonType TypeOf(ImmutableArray<(string Name, TemplateNode Node)> members)
    {
        var properties = JsonType.Object.Properties.ToBuilder();
        foreach (var (name, node) in members)
            properties[name] = new PropertyType(node.Type, Required: node.Nothing == NothingSource.Never && !node.Type.MayBeNothing);
        return JsonType.Object with { Properties = properties.ToImmutable(), Closed = true };
    }
}

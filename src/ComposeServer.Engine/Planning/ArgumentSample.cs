using System.Collections.Immutable;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Templates;

namespace ComposeServer.Engine.Planning;

/// <summary>What is known of arguments before they are worked out: the literal parts, and the places of the others.</summary>
internal sealed class ArgumentSample
{
    private readonly ImmutableArray<(JsonPointer Path, TemplateNode Node)>.Builder _holes =
        ImmutableArray.CreateBuilder<(JsonPointer, TemplateNode)>();

    private ArgumentSample(TemplateNode root)
    {
        Value = Fill(root, JsonPointer.Root);
        Holes = _holes.ToImmutable();
    }

    /// <summary>The arguments with <c>null</c> wherever an expression stands.</summary>
    internal Value Value { get; }

    /// <summary>Where expressions stand.</summary>
    internal ImmutableArray<(JsonPointer Path, TemplateNode Node)> Holes { get; }

    /// <summary>Takes a template apart; a step without one has no arguments.</summary>
    internal static ArgumentSample Of(Template? template) => new(template?.Root ?? new LiteralNode(Value.EmptyObject));

    private Value Fill(TemplateNode node, JsonPointer path)
    {
        switch (node)
        {
            case LiteralNode literal:
                return literal.Literal;
            case ObjectNode members:
                return Value.Of([.. members.Members.Select(m => new Member(m.Name, Fill(m.Node, path.At(m.Name))))]);
            // Elements that give nothing are left out, so places are sure only where none can.
            case ListNode list when list.Elements.All(e => e.Nothing == NothingSource.Never):
                return Value.Of([.. list.Elements.Select((e, i) => Fill(e, path.At(i)))]);
            default:
                _holes.Add((path, node));
                return Value.Null;
        }
    }
}

using System.Collections.Immutable;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>A list written out: <c>[1, $input.x]</c>.</summary>
internal sealed record ListNode(int Position, int Depth, ImmutableArray<SyntaxNode> Items) : SyntaxNode(Position, Depth)
{
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

using System.Collections.Immutable;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>Segments after something that is not a reference: <c>first($a[*]).id</c>.</summary>
internal sealed record PathNode(int Position, int Depth, SyntaxNode Operand, ImmutableArray<Segment> Segments, bool Optional)
    : SyntaxNode(Position, Depth)
{
    public override string ToString() => Wrapped(Operand, strictly: false) + string.Concat(Segments) + (Optional ? "?" : "");
}

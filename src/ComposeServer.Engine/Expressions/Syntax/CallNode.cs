using System.Collections.Immutable;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>A call of a function by its name.</summary>
internal sealed record CallNode(int Position, int Depth, string Name, ImmutableArray<SyntaxNode> Arguments) : SyntaxNode(Position, Depth)
{
    public override string ToString() => $"{Name}({string.Join(", ", Arguments)})";
}

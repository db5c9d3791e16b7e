namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>Two operands and the operator between them.</summary>
internal sealed record BinaryNode(int Position, Operator Operator, SyntaxNode Left, SyntaxNode Right)
    : SyntaxNode(Position, Math.Max(Left.Depth, Right.Depth) + 1)
{
    internal override int Binding => Operator.Binding();

    // Comparisons do not chain, so one on the left stands in parentheses too.
    public override string ToString() =>
        $"{Wrapped(Left, Operator.IsComparison())} {Operator.Symbol()} {Wrapped(Right, strictly: true)}";
}

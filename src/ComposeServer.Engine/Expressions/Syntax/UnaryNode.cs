namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary><c>!x</c> or <c>-x</c>.</summary>
internal sealed record UnaryNode(int Position, Operator Operator, SyntaxNode Operand) : SyntaxNode(Position, Operand.Depth + 1)
{
    internal override int Binding => Operator.Binding();

    public override string ToString()
    {
        var operand = Wrapped(Operand, strictly: false);
        // Between - and a digit a blank keeps the two apart: -1 is a literal.
        return Operator == Operator.Negate && Operand is LiteralNode ? $"- {operand}" : Operator.Symbol() + operand;
    }
}

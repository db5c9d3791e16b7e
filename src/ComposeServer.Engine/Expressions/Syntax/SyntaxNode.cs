namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>A part of an expression as it was written. Immutable; its text form reads back as the same syntax.</summary>
/// <param name="Position">Where it begins in the text, in characters from 0.</param>
/// <param name="Depth">How many levels of syntax it holds, itself included.</param>
internal abstract record SyntaxNode(int Position, int Depth)
{
    /// <summary>How strongly it holds together: an operand that holds less than its operator is written in parentheses.</summary>
    internal virtual int Binding => OperatorText.Strongest;

    private protected string Wrapped(SyntaxNode operand, bool strictly) =>
        operand.Binding < Binding || (strictly && operand.Binding == Binding) ? $"({operand})" : operand.ToString()!;
}

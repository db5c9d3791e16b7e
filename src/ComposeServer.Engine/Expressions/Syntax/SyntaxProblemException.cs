namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>A text is no expression; caught where the parser is called.</summary>
internal sealed class SyntaxProblemException(ExpressionProblem problem) : Exception(problem.Message)
{
    internal ExpressionProblem Problem { get; } = problem;
}

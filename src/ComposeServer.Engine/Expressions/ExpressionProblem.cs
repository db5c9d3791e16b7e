namespace ComposeServer.Engine.Expressions;

/// <summary>Why an expression cannot be taken.</summary>
/// <param name="Code">Stable and lower_snake.</param>
/// <param name="Message">What is wrong, by name.</param>
/// <param name="Suggestion">What to write instead, where that is known.</param>
/// <param name="Position">Where in the expression's text, counted in characters from 0.</param>
/// <param name="IsWarning">Whether the expression can be taken all the same.</param>
internal sealed record ExpressionProblem(string Code, string Message, string? Suggestion = null, int Position = 0, bool IsWarning = false);

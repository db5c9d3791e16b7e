using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Templates;

/// <summary>Reads an expression in a string, bare or as one <c>{{ … }}</c>.</summary>
internal static class ExpressionText
{
    internal static Template Read(JsonElement written, JsonPointer path, Scope scope, ProblemList problems) =>
        Bind(JsonText.StringOf(written), path, scope, problems) is { } expression ? new Template(new ExpressionNode(expression), path) : Template.Unread(path);

    internal static Expression? Bind(string text, JsonPointer path, Scope scope, ProblemList problems)
    {
        if (Unwrap(text) is not { } inner)
        {
            problems.Error(path, "wrong_type", "This is one expression, bare or as one {{ … }}, without other text.", "\"$input.flag\"");
            return null;
        }

        var found = new List<ExpressionProblem>();
        var expression = Expression.Bind(inner, scope, found);
        foreach (var problem in found)
            problems.Add(StringReader.ProblemAt(IsForeign(problem) && NearMissMend.OfExpression(inner, scope) is { } meant ? problem with { Suggestion = meant } : problem, path));
        return expression;
    }

    // What others write so begins with a word, or with ${.
    private static bool IsForeign(ExpressionProblem problem) => problem.Code is "bare_word" or "bad_reference";

    private static string? Unwrap(string text)
    {
        var inner = text.Trim();
        if (!inner.StartsWith("{{", StringComparison.Ordinal))
            return text;
        return TextSplitter.TrySplit(inner, out var parts) && parts is [{ IsExpression: true } only] ? only.Text : null;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Templates;

/// <summary>An expression that must give true or false, or Nothing, which counts as false: <c>condition</c>, <c>expect</c> and their like.</summary>
internal sealed record Condition(Expression? Expression, bool Literal)
{
    internal ImmutableArray<BoundReference> References => Expression?.References ?? [];

    /// <summary>Reads an expression, bare or as one <c>{{ … }}</c>, or <c>true</c> or <c>false</c>.</summary>
    /// <returns>The condition; null when there is a fault in it.</returns>
    internal static Condition? Read(JsonElement written, JsonPointer path, Scope scope, ProblemList problems)
    {
        if (written.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return new Condition(null, written.ValueKind == JsonValueKind.True);
        if (written.ValueKind == JsonValueKind.String)
            return Bind(JsonText.StringOf(written), path, scope, problems);
        problems.Error(path, "wrong_type", "A condition must be an expression in a string, or true or false.", "\"$input.flag && $step1.count > 0\"");
        return null;
    }

    /// <summary>Whether it holds.</summary>
    /// <exception cref="EvaluationException">It gives neither true nor false.</exception>
    internal bool Holds(EvaluationContext context)
    {
        if (Expression is null)
            return Literal;
        var value = Expression.Evaluate(context);
        return value.Kind switch
        {
            ValueKind.Boolean => value.IsTrue,
            ValueKind.Nothing => false,
            _ => throw new EvaluationException($"The condition {Expression.Text} must give true or false, and gives {Describe(value.Kind)}; compare it, or test it with exists(…)."),
        };
    }

    private static Condition? Bind(string text, JsonPointer path, Scope scope, ProblemList problems)
    {
        if (ExpressionText.Bind(text, path, scope, problems) is not { } expression)
            return null;
        if (!expression.Type.Excludes(JsonType.Boolean))
            return new Condition(expression, false);
        problems.Error(path, "wrong_type", $"A condition must give true or false, and {expression.Text} gives {expression.Type}.", $"exists({expression.Text}), or a comparison");
        return null;
    }

    private static string Describe(ValueKind kind) => kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Number => "a number",
        ValueKind.Text => "a text",
        ValueKind.List => "a list",
        _ => "an object",
    };
}

using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions;

/// <summary>Values written in the expression language.</summary>
internal static class ExpressionLiteral
{
    /// <summary>The expression that gives a value and nothing else; Nothing too.</summary>
    internal static string Of(Value value) => value.Kind switch
    {
        ValueKind.Nothing => "first([])",
        ValueKind.Text => NameText.Quote(value.Text()),
        ValueKind.List => $"[{string.Join(", ", Items(value))}]",
        // The language has no objects written out.
        ValueKind.Object => $"parseJson({NameText.Quote(value.ToJson())})",
        ValueKind.Number => value.Spelling(),
        _ => value.ToJson(),
    };

    private static IEnumerable<string> Items(Value list)
    {
        for (var i = 0; i < list.Count; i++)
            yield return Of(list[i]);
    }
}

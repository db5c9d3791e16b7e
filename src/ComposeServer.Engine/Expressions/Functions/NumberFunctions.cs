using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary><c>sum round</c>.</summary>
internal static class NumberFunctions
{
    internal static readonly Function[] All =
    [
        new("sum", "list", [Parameter.List], types => TypeOf.ItemOf(types[0]).Kinds == Kinds.Integer ? JsonType.Integer : JsonType.Number) { Body = (a, _) => Sum(a[0]) },
        new("round", "number, digits?", [Parameter.Number, Parameter.Integer], types => types.Length == 1 ? JsonType.Integer : JsonType.Number)
        {
            Body = (a, _) => Round(a[0], a.Length > 1 ? Integers.Clamped(a[1]) : 0),
            Optional = 1,
        },
    ];

    private static Value Sum(Value list)
    {
        var sum = ExactNumber.Of(0);
        var index = 0;
        foreach (var item in list.Items())
        {
            if (item.Kind != ValueKind.Number)
                throw new EvaluationException($"item {index} is no number");
            if (!ExactNumber.TryAdd(sum, item.Number(), out sum))
                throw new EvaluationException($"takes numbers of up to {ExactNumber.MaxDigits} digits, and its sum has no more");
            index++;
        }

        return Value.Of(sum);
    }

    private static Value Round(Value number, long digits)
    {
        if (digits is < -ExactNumber.MaxDigits or > ExactNumber.MaxDigits)
            throw new EvaluationException($"rounds to between -{ExactNumber.MaxDigits} and {ExactNumber.MaxDigits} digits after the point");
        return number.Number().TryRound((int)digits, out var rounded)
            ? Value.Of(rounded)
            : throw new EvaluationException($"takes numbers of up to {ExactNumber.MaxDigits} digits");
    }
}

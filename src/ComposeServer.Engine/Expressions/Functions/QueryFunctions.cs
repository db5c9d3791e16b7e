using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary><c>length count value</c> (RFC 9535, sections 2.4.4, 2.4.5 and 2.4.8).</summary>
internal static class QueryFunctions
{
    internal static readonly Function[] All =
    [
        new("length", "text, list or object", [new Parameter(Kinds.Text | Kinds.List | Kinds.Object)], Function.Gives(JsonType.Integer))
        {
            Body = (a, _) => Value.Of(a[0].IsText ? CodePoints.Length(a[0].Text()) : a[0].Count),
            IsStandard = true,
        },
        new("count", "query", [Parameter.Query], Function.Gives(JsonType.Integer)) { Body = (a, _) => Value.Of(a[0].Count), IsStandard = true },
        new("value", "query", [Parameter.Query], types => TypeOf.ItemOf(types[0]))
        {
            Body = (a, _) => a[0].Count == 1 ? a[0][0] : Value.Nothing,
            IsStandard = true,
            MayGiveNothing = true,
        },
    ];
}

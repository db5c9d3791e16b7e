using ComposeServer.Engine.Expressions.Queries;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary><c>sort sortBy min max</c>: of numbers by value, of texts by code point.</summary>
internal static class OrderFunctions
{
    internal static readonly Function[] All =
    [
        new("sort", "list", [Parameter.List], types => TypeOf.Reordered(types[0])) { Body = (a, _) => Sort(a[0]) },
        new("sortBy", "list, name", [Parameter.List, Parameter.Text], types => TypeOf.Reordered(types[0])) { Body = (a, _) => SortBy(a[0], a[1].Text()) },
        new("min", "list", [Parameter.List], types => TypeOf.ItemOf(types[0])) { Body = (a, _) => Extreme(a[0], -1), MayGiveNothing = true },
        new("max", "list", [Parameter.List], types => TypeOf.ItemOf(types[0])) { Body = (a, _) => Extreme(a[0], 1), MayGiveNothing = true },
    ];

    private static Value Sort(Value list)
    {
        var items = ListItems.Of(list);
        return Sorted(items, SortKeys.Of(items, "items"));
    }

    private static Value SortBy(Value list, string name)
    {
        var items = ListItems.Of(list);
        var keys = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            keys[i] = items[i].Get(name);
            if (keys[i].IsNothing)
                throw new EvaluationException($"item {i} has no member \"{name}\"");
        }

        return Sorted(items, SortKeys.Of(keys, $"members \"{name}\""));
    }

    private static Value Sorted(Value[] items, SortKeys keys)
    {
        var order = new int[items.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        // Array.Sort is not stable: equal keys keep their order by their place.
        Array.Sort(order, (left, right) => keys.Compare(left, right) is var result && result != 0 ? result : left - right);
        return Value.Of(Array.ConvertAll(order, place => items[place]));
    }

    /// <summary>The first of the items that nothing goes beyond, as it is spelled; of none, Nothing.</summary>
    private static Value Extreme(Value list, int sign)
    {
        var items = ListItems.Of(list);
        if (items.Length == 0)
            return Value.Nothing;
        var keys = SortKeys.Of(items, "items");
        var best = 0;
        for (var i = 1; i < items.Length; i++)
            if (keys.Compare(i, best) * sign > 0)
                best = i;
        return items[best];
    }
}

using ComposeServer.Engine.Expressions.Queries;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary><c>concat first last slice flatten unique zip</c>.</summary>
internal static class ListFunctions
{
    internal static readonly Function[] All =
    [
        new("concat", "list, …", [Parameter.List], types => types.Select(TypeOf.Reordered).Aggregate(JsonType.Union)) { Body = (a, _) => Concat(a), Repeats = true },
        new("first", "list", [Parameter.List], types => TypeOf.ItemOf(types[0])) { Body = (a, _) => At(a[0], 0), MayGiveNothing = true },
        new("last", "list", [Parameter.List], types => TypeOf.ItemOf(types[0])) { Body = (a, _) => At(a[0], a[0].Count - 1), MayGiveNothing = true },
        new("slice", "text or list, from, to?", [new Parameter(Kinds.Text | Kinds.List), Parameter.Integer, Parameter.Integer], Sliced)
        {
            Body = (a, _) => Slice(a[0], Integers.Clamped(a[1]), a.Length > 2 ? Integers.Clamped(a[2]) : null),
            Optional = 1,
        },
        new("flatten", "list", [Parameter.List], Function.Gives(JsonType.List)) { Body = (a, _) => Flatten(a[0]) },
        new("unique", "list", [Parameter.List], types => TypeOf.Reordered(types[0])) { Body = (a, _) => Unique(a[0]) },
        new("zip", "list, list", [Parameter.List, Parameter.List], Function.Gives(JsonType.ListOf(JsonType.List))) { Body = (a, _) => Zip(a[0], a[1]) },
    ];

    private static JsonType Sliced(System.Collections.Immutable.ImmutableArray<JsonType> types) => types[0].Kinds switch
    {
        Kinds.Text => JsonType.Text,
        Kinds.List => TypeOf.Reordered(types[0]),
        _ => JsonType.Of(Kinds.Text | Kinds.List),
    };

    private static Value At(Value list, int index) => index >= 0 && index < list.Count ? list[index] : Value.Nothing;

    private static Value Concat(ReadOnlySpan<Value> lists)
    {
        var items = new List<Value>();
        foreach (var list in lists)
        {
            Results.CheckCount(items.Count + (long)list.Count);
            foreach (var item in list.Items())
                items.Add(item);
        }

        return Results.List(items);
    }

    private static Value Slice(Value whole, long from, long? to)
    {
        if (whole.IsText)
            return Value.Of(SliceText(whole.Text(), from, to));
        var (first, _, count) = SliceRange.Of(whole.Count, from, to, 1);
        return count == 0 ? Value.EmptyList : Value.Of(ListItems.Of(whole).AsSpan((int)first, count).ToArray());
    }

    private static string SliceText(string text, long from, long? to)
    {
        var (first, _, count) = SliceRange.Of(CodePoints.Length(text), from, to, 1);
        var start = Advance(text, 0, (int)first);
        return text[start..Advance(text, start, count)];
    }

    /// <summary>The place so many code points further on.</summary>
    private static int Advance(string text, int at, int codePoints)
    {
        for (; codePoints > 0; codePoints--)
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        return at;
    }

    private static Value Flatten(Value list)
    {
        var items = new List<Value>();
        foreach (var item in list.Items())
            if (item.Kind == ValueKind.List)
            {
                Results.CheckCount(items.Count + (long)item.Count);
                foreach (var inner in item.Items())
                    items.Add(inner);
            }
            else
                items.Add(item);
        return Results.List(items);
    }

    private static Value Unique(Value list)
    {
        var seen = new HashSet<Value>(ValueComparer.Instance);
        var items = new List<Value>();
        foreach (var item in list.Items())
            if (seen.Add(item))
                items.Add(item);
        return Results.List(items);
    }

    private static Value Zip(Value left, Value right)
    {
        var pairs = new Value[Math.Min(left.Count, right.Count)];
        var others = right.Items();
        var index = 0;
        foreach (var item in left.Items())
            if (index < pairs.Length && others.MoveNext())
                pairs[index++] = Value.Of([item, others.Current]);
        return Value.Of(pairs);
    }
}

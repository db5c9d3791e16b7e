using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary><c>keys values merge get</c>.</summary>
internal static class ObjectFunctions
{
    private const string TextKey = "the key of an object is a text, and this one is a number";
    private const string NumberKey = "the key of a list is a number, and this one is a text";

    internal static readonly Function[] All =
    [
        new("keys", "object", [Parameter.Object], Function.Gives(TypeOf.ListOfText)) { Body = (a, _) => Keys(a[0]) },
        new("values", "object", [Parameter.Object], Function.Gives(JsonType.List)) { Body = (a, _) => Values(a[0]) },
        new("merge", "object, …", [Parameter.Object], Function.Gives(JsonType.Object)) { Body = (a, _) => Merge(a), Repeats = true },
        new("get", "object or list, key", [new Parameter(Kinds.Object | Kinds.List), new Parameter(Kinds.Text | Kinds.Integer)], types => TypeOf.ItemOf(types[0]))
        {
            Body = (a, _) => Get(a[0], a[1]),
            CheckTypes = types => types[0].Kinds == Kinds.Object && types[1].Excludes(JsonType.Text) ? TextKey
                : types[0].Kinds == Kinds.List && types[1].Excludes(JsonType.Number) ? NumberKey
                : null,
            MayGiveNothing = true,
        },
    ];

    private static Value Keys(Value value)
    {
        var names = new List<Value>(value.Count);
        foreach (var member in value.Members())
            names.Add(Value.Of(member.Name));
        return Results.List(names);
    }

    private static Value Values(Value value)
    {
        var values = new List<Value>(value.Count);
        foreach (var member in value.Members())
            values.Add(member.Value);
        return Results.List(values);
    }

    private static Value Merge(ReadOnlySpan<Value> objects)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var members = new List<Member>();
        foreach (var value in objects)
            foreach (var member in value.Members())
                if (places.TryGetValue(member.Name, out var place))
                    members[place] = member;
                else
                    Append(member, places, members);
        return Value.Of(members.ToArray());
    }

    private static void Append(Member member, Dictionary<string, int> places, List<Member> members)
    {
        Results.CheckCount(members.Count + 1);
        places.Add(member.Name, members.Count);
        members.Add(member);
    }

    private static Value Get(Value container, Value key)
    {
        if (container.Kind == ValueKind.Object)
            return container.Get(key.IsText ? key.Text() : throw new EvaluationException(TextKey));
        if (key.IsText)
            throw new EvaluationException(NumberKey);
        var count = container.Count;
        var place = Integers.Clamped(key);
        if (place < 0)
            place += count;
        return place >= 0 && place < count ? container[(int)place] : Value.Nothing;
    }
}

using System.Collections.Immutable;

namespace ComposeServer.Engine.Types;

internal sealed partial record JsonType
{
    /// <summary>What is of one type or of the other.</summary>
    internal static JsonType Union(JsonType a, JsonType b)
    {
        if (ReferenceEquals(a, b))
            return a;
        var objects = !a.Has(Kinds.Object) ? b : a;
        var lists = !a.Has(Kinds.List) ? b : a;
        var (bothObjects, bothLists) = (a.Has(Kinds.Object) && b.Has(Kinds.Object), a.Has(Kinds.List) && b.Has(Kinds.List));
        return new JsonType
        {
            Kinds = a.Kinds | b.Kinds,
            MayBeNothing = a.MayBeNothing || b.MayBeNothing,
            Properties = bothObjects ? UnionOfProperties(a, b) : objects.Properties,
            Closed = bothObjects ? a.Closed && b.Closed : objects.Closed,
            Others = bothObjects ? UnionOrUnknown(a.Others, b.Others, a.Closed, b.Closed) : objects.Others,
            First = bothLists ? UnionOfFirst(a, b) : lists.First,
            Items = bothLists ? UnionOrUnknown(a.Items, b.Items) : lists.Items,
            Description = a.Description == b.Description ? a.Description : null,
        };
    }

    /// <summary>What is of both types.</summary>
    internal static JsonType Intersect(JsonType a, JsonType b)
    {
        if (ReferenceEquals(a, b))
            return a;
        return new JsonType
        {
            Kinds = a.Kinds & b.Kinds,
            MayBeNothing = a.MayBeNothing && b.MayBeNothing,
            Properties = IntersectionOfProperties(a, b),
            // A type that does not say what other members there are leaves the other's word.
            Closed = (a.Closed || b.Closed) && a.Others is null && b.Others is null,
            Others = IntersectOrOther(a.Others, b.Others),
            First = IntersectionOfFirst(a, b),
            Items = IntersectOrOther(a.Items, b.Items),
            Description = a.Description ?? b.Description,
        };
    }

    private static ImmutableSortedDictionary<string, PropertyType> UnionOfProperties(JsonType a, JsonType b)
    {
        var properties = Any.Properties.ToBuilder();
        foreach (var name in a.Properties.Keys.Union(b.Properties.Keys))
            properties[name] = Union(a.Property(name), b.Property(name));
        return properties.ToImmutable();
    }

    private static PropertyType Union(PropertyType a, PropertyType b) => new(Union(a.Type, b.Type), a.Required && b.Required);

    private static ImmutableSortedDictionary<string, PropertyType> IntersectionOfProperties(JsonType a, JsonType b)
    {
        var properties = a.Properties.ToBuilder();
        foreach (var (name, property) in b.Properties)
            properties[name] = properties.TryGetValue(name, out var known)
                ? new PropertyType(Intersect(known.Type, property.Type), known.Required || property.Required)
                : property;
        return properties.ToImmutable();
    }

    /// <summary>A member as it is known; one that is not named is of the others, or can be no value in a closed object.</summary>
    private PropertyType Property(string name) =>
        Properties.TryGetValue(name, out var known) ? known : new PropertyType(Others ?? (Closed ? None : Any), false);

    private static ImmutableArray<JsonType> UnionOfFirst(JsonType a, JsonType b)
    {
        var first = ImmutableArray.CreateBuilder<JsonType>();
        for (var i = 0; i < Math.Max(a.First.Length, b.First.Length); i++)
            first.Add(Union(a.Item(i), b.Item(i)));
        return first.ToImmutable();
    }

    private static ImmutableArray<JsonType> IntersectionOfFirst(JsonType a, JsonType b)
    {
        var first = ImmutableArray.CreateBuilder<JsonType>();
        for (var i = 0; i < Math.Max(a.First.Length, b.First.Length); i++)
            first.Add(Intersect(a.Item(i), b.Item(i)));
        return first.ToImmutable();
    }

    private JsonType Item(int index) => index < First.Length ? First[index] : Items ?? Any;

    private static JsonType? UnionOrUnknown(JsonType? a, JsonType? b) => a is null || b is null ? null : Union(a, b);

    // In a closed object there are no others, so that the other type's others stand alone.
    private static JsonType? UnionOrUnknown(JsonType? a, JsonType? b, bool aClosed, bool bClosed) =>
        a is null && aClosed ? b : b is null && bClosed ? a : UnionOrUnknown(a, b);

    private static JsonType? IntersectOrOther(JsonType? a, JsonType? b) => a is null ? b : b is null ? a : Intersect(a, b);
}

using System.Collections.Immutable;

namespace ComposeServer.Engine.Types;

/// <summary>What is known of a value before it runs: a set that holds every value it can be. Unknown is <see cref="Any"/>.</summary>
internal sealed partial record JsonType
{
    internal static JsonType Any { get; } = new() { Kinds = Kinds.Any };

    internal static JsonType Null { get; } = Of(Kinds.Null);

    internal static JsonType Boolean { get; } = Of(Kinds.Boolean);

    internal static JsonType Number { get; } = Of(Kinds.Number);

    internal static JsonType Integer { get; } = Of(Kinds.Integer);

    internal static JsonType Text { get; } = Of(Kinds.Text);

    internal static JsonType List { get; } = Of(Kinds.List);

    internal static JsonType Object { get; } = Of(Kinds.Object);

    /// <summary>No value at all: what stands where nothing can stand.</summary>
    internal static JsonType None { get; } = Of(Kinds.None);

    internal required Kinds Kinds { get; init; }

    /// <summary>Whether the value can be absent (Nothing) beside what <see cref="Kinds"/> says.</summary>
    internal bool MayBeNothing { get; init; }

    /// <summary>Of objects: the members that are known; empty when none is.</summary>
    internal ImmutableSortedDictionary<string, PropertyType> Properties { get; init; } =
        ImmutableSortedDictionary.Create<string, PropertyType>(StringComparer.Ordinal);

    /// <summary>Of objects: whether a name that is not in <see cref="Properties"/> cannot be there.</summary>
    internal bool Closed { get; init; }

    /// <summary>Of objects: the type of members that <see cref="Properties"/> does not name; null when not known.</summary>
    internal JsonType? Others { get; init; }

    /// <summary>Of lists: the type of the first items, by place; empty when not known by place.</summary>
    internal ImmutableArray<JsonType> First { get; init; } = [];

    /// <summary>Of lists: the type of the (remaining) items; null when not known.</summary>
    internal JsonType? Items { get; init; }

    /// <summary>For people: what the schema said of it.</summary>
    internal string? Description { get; init; }

    internal static JsonType Of(Kinds kinds) => new() { Kinds = kinds };

    internal static JsonType ListOf(JsonType items) => new() { Kinds = Kinds.List, Items = items };

    /// <summary>Whether no value of the one could be a value of the other.</summary>
    internal bool Excludes(JsonType other) => (Kinds & other.Kinds) == Kinds.None;

    /// <summary>Whether a value could be of a kind.</summary>
    internal bool Has(Kinds kind) => (Kinds & kind) != Kinds.None;

    /// <summary>The kinds in words for messages: <c>text</c>, <c>object or list</c>.</summary>
    public override string ToString() => Kinds.Names();
}

using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>What is known of the results that several functions share.</summary>
internal static class TypeOf
{
    internal static JsonType ListOfText { get; } = JsonType.ListOf(JsonType.Text);

    /// <summary>An item of a list of which only that is known.</summary>
    internal static JsonType ItemOf(JsonType list) => list.Kinds == Kinds.List ? list.ItemType() : JsonType.Any;

    /// <summary>A list of items out of another one.</summary>
    internal static JsonType Reordered(JsonType list) => JsonType.ListOf(ItemOf(list));

    /// <summary>Any child of a value: an item of a list or a member of an object.</summary>
    internal static JsonType ChildOf(JsonType type) => type.Kinds == Kinds.List ? ItemOf(type) : JsonType.Any;
}

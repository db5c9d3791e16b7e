using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Templates;

/// <summary>The type of a value that is known.</summary>
internal static class LiteralType
{
    internal static JsonType Of(Value value) => value.Kind switch
    {
        ValueKind.Null => JsonType.Null,
        ValueKind.Boolean => JsonType.Boolean,
        ValueKind.Number => value.Number().IsInteger ? JsonType.Integer : JsonType.Number,
        ValueKind.Text => JsonType.Text,
        ValueKind.List => OfList(value),
        ValueKind.Object => OfObject(value),
        _ => JsonType.Any,
    };

    private static JsonType OfList(Value list)
    {
        JsonType? items = null;
        foreach (var item in list.Items())
            items = items is null ? Of(item) : JsonType.Union(items, Of(item));
        return JsonType.List with { Items = items };
    }

    private static JsonType OfObject(Value value)
    {
        var properties = JsonType.Object.Properties.ToBuilder();
        foreach (var member in value.Members())
            properties[member.Name] = new PropertyType(Of(member.Value), Required: true);
        return JsonType.Object with { Properties = properties.ToImmutable(), Closed = true };
    }
}

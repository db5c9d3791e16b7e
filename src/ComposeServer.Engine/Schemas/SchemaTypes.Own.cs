using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Compiling;
using ComposeServer.Engine.Schemas.Dialects;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Schemas;

internal sealed partial class SchemaTypes
{
    /// <summary>What a schema's own keywords say, without those that bring in other schemas for the same value.</summary>
    private JsonType Own(JsonElement schema, int depth)
    {
        var properties = Properties(schema, depth);
        var others = Others(schema, depth, out var closed);
        AddRequired(schema, properties, others);
        return new JsonType
        {
            Kinds = KindsOf(schema),
            Properties = properties.ToImmutable(),
            Others = others,
            Closed = closed,
            First = [.. FirstItems(schema).Select(item => Of(item, depth + 1))],
            Items = Rest(schema) is { } rest ? Of(rest, depth + 1) : null,
        };
    }

    private Kinds KindsOf(JsonElement schema)
    {
        var kinds = Kinds.Any;
        if (JsonText.TryGet(schema, "type", out var type))
            kinds &= type.ValueKind == JsonValueKind.Array ? Sum(type.EnumerateArray(), Named) : Named(type);
        if (JsonText.TryGet(schema, "enum", out var choices) && choices.ValueKind == JsonValueKind.Array)
            kinds &= Sum(choices.EnumerateArray(), choice => KindWords.Of(Value.Of(choice)));
        if (_dialect > Dialect.Draft4 && JsonText.TryGet(schema, "const", out var constant))
            kinds &= KindWords.Of(Value.Of(constant));
        return kinds;
    }

    // A name that is no type's could mean anything.
    private static Kinds Named(JsonElement name) =>
        name.ValueKind == JsonValueKind.String && TypeNames.KindOf(JsonText.StringOf(name)) is var kinds and not Kinds.None ? kinds : Kinds.Any;

    private static Kinds Sum(IEnumerable<JsonElement> elements, Func<JsonElement, Kinds> kindOf)
    {
        var kinds = Kinds.None;
        foreach (var element in elements)
            kinds |= kindOf(element);
        return kinds;
    }

    private ImmutableSortedDictionary<string, PropertyType>.Builder Properties(JsonElement schema, int depth)
    {
        var properties = JsonType.Any.Properties.ToBuilder();
        if (JsonText.TryGet(schema, "properties", out var known) && known.ValueKind == JsonValueKind.Object)
            foreach (var property in known.EnumerateObject())
                properties[JsonText.NameOf(property)] = new PropertyType(Of(property.Value, depth + 1), false);
        return properties;
    }

    private static void AddRequired(JsonElement schema, ImmutableSortedDictionary<string, PropertyType>.Builder properties, JsonType? others)
    {
        foreach (var name in List(schema, "required"))
        {
            if (name.ValueKind != JsonValueKind.String)
                continue;
            var known = properties.TryGetValue(JsonText.StringOf(name), out var property) ? property.Type : others ?? JsonType.Any;
            properties[JsonText.StringOf(name)] = new PropertyType(known, true);
        }
    }

    /// <summary>The type of members without a name in the schema: null when it does not say, which closes it where it has <c>properties</c>.</summary>
    private JsonType? Others(JsonElement schema, int depth, out bool closed)
    {
        closed = false;
        // Names that match a pattern cannot be told from the others here.
        if (JsonText.TryGet(schema, "patternProperties", out _))
            return JsonType.Any;
        foreach (var keyword in (ReadOnlySpan<string>)["additionalProperties", "unevaluatedProperties"])
        {
            if (!JsonText.TryGet(schema, keyword, out var others) || (keyword[0] == 'u' && _dialect < Dialect.Draft201909))
                continue;
            closed = others.ValueKind == JsonValueKind.False;
            return closed ? null : Of(others, depth + 1);
        }

        closed = JsonText.TryGet(schema, "properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
        return null;
    }

    private JsonElement.ArrayEnumerator FirstItems(JsonElement schema) => List(schema, _dialect == Dialect.Draft202012 ? "prefixItems" : "items");

    private JsonElement? Rest(JsonElement schema)
    {
        var tuple = _dialect < Dialect.Draft202012 && JsonText.TryGet(schema, "items", out var list) && list.ValueKind == JsonValueKind.Array;
        return JsonText.TryGet(schema, tuple ? "additionalItems" : "items", out var rest) && rest.ValueKind != JsonValueKind.Array ? rest : null;
    }
}

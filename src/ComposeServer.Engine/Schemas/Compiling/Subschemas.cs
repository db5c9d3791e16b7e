using System.Collections.Frozen;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Dialects;

namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>The keywords whose values hold schemas, in which dialects. Nothing else in a schema is one, whatever it looks like.</summary>
internal static class Subschemas
{
    private static readonly FrozenDictionary<string, (SubschemaShape Shape, Dialect From, Dialect To)> Keywords =
        new Dictionary<string, (SubschemaShape, Dialect, Dialect)>(StringComparer.Ordinal)
        {
            ["$defs"] = (SubschemaShape.Map, Dialect.Draft201909, Dialect.Draft202012),
            ["definitions"] = (SubschemaShape.Map, Dialect.Draft4, Dialect.Draft202012),
            ["allOf"] = (SubschemaShape.List, Dialect.Draft4, Dialect.Draft202012),
            ["anyOf"] = (SubschemaShape.List, Dialect.Draft4, Dialect.Draft202012),
            ["oneOf"] = (SubschemaShape.List, Dialect.Draft4, Dialect.Draft202012),
            ["not"] = (SubschemaShape.One, Dialect.Draft4, Dialect.Draft202012),
            ["if"] = (SubschemaShape.One, Dialect.Draft7, Dialect.Draft202012),
            ["then"] = (SubschemaShape.One, Dialect.Draft7, Dialect.Draft202012),
            ["else"] = (SubschemaShape.One, Dialect.Draft7, Dialect.Draft202012),
            ["properties"] = (SubschemaShape.Map, Dialect.Draft4, Dialect.Draft202012),
            ["patternProperties"] = (SubschemaShape.Map, Dialect.Draft4, Dialect.Draft202012),
            ["additionalProperties"] = (SubschemaShape.One, Dialect.Draft4, Dialect.Draft202012),
            ["propertyNames"] = (SubschemaShape.One, Dialect.Draft6, Dialect.Draft202012),
            ["dependencies"] = (SubschemaShape.MapOrNames, Dialect.Draft4, Dialect.Draft202012),
            ["dependentSchemas"] = (SubschemaShape.Map, Dialect.Draft201909, Dialect.Draft202012),
            ["prefixItems"] = (SubschemaShape.List, Dialect.Draft202012, Dialect.Draft202012),
            ["items"] = (SubschemaShape.OneOrList, Dialect.Draft4, Dialect.Draft202012),
            ["additionalItems"] = (SubschemaShape.One, Dialect.Draft4, Dialect.Draft201909),
            ["contains"] = (SubschemaShape.One, Dialect.Draft6, Dialect.Draft202012),
            ["unevaluatedItems"] = (SubschemaShape.One, Dialect.Draft201909, Dialect.Draft202012),
            ["unevaluatedProperties"] = (SubschemaShape.One, Dialect.Draft201909, Dialect.Draft202012),
            ["contentSchema"] = (SubschemaShape.One, Dialect.Draft201909, Dialect.Draft202012),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The schemas directly inside a schema, each with its place.</summary>
    internal static IEnumerable<(JsonPointer Pointer, JsonElement Element)> Of(JsonElement schema, JsonPointer pointer, Dialect dialect)
    {
        foreach (var property in schema.EnumerateObject())
        {
            var name = JsonText.NameOf(property);
            if (!Keywords.TryGetValue(name, out var keyword) || dialect < keyword.From || dialect > keyword.To)
                continue;
            foreach (var found in Within(property.Value, pointer.At(name), keyword.Shape))
                yield return found;
        }
    }

    private static IEnumerable<(JsonPointer, JsonElement)> Within(JsonElement value, JsonPointer pointer, SubschemaShape shape)
    {
        if (shape is SubschemaShape.Map or SubschemaShape.MapOrNames)
        {
            if (value.ValueKind != JsonValueKind.Object)
                yield break;
            foreach (var property in value.EnumerateObject())
                if (shape == SubschemaShape.Map || property.Value.ValueKind != JsonValueKind.Array)
                    yield return (pointer.At(JsonText.NameOf(property)), property.Value);
        }
        else if (shape != SubschemaShape.One && value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
                yield return (pointer.At(index++), item);
        }
        else if (shape != SubschemaShape.List)
        {
            yield return (pointer, value);
        }
    }
}

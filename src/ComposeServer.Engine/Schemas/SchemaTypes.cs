using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Dialects;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Schemas;

/// <summary>What the values valid under a schema can be. What is not understood is <see cref="JsonType.Any"/>, so nothing that could be valid is left out.</summary>
/// <remarks>
/// An object is closed when its schema has <c>properties</c> and does not itself say what else there may be (section 12 of the contract), though
/// JSON Schema would leave it open.
/// </remarks>
internal sealed partial class SchemaTypes
{
    private const int MaxDepth = 48;
    private const int MaxSchemas = 5_000;

    // Anything, with any members: unlike Any, it opens what it is combined with.
    private static readonly JsonType Unknown = JsonType.Any with { Others = JsonType.Any };

    private readonly JsonElement _root;
    private readonly Dialect _dialect;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _seen;

    private SchemaTypes(JsonElement root)
    {
        _root = root;
        _dialect = root.ValueKind == JsonValueKind.Object && Text(root, "$schema") is { } name ? DialectNames.Find(name) : Dialect.Draft202012;
    }

    /// <summary>The type of a whole schema; references are followed inside it only.</summary>
    internal static JsonType TypeOf(JsonElement schema) => new SchemaTypes(schema).Of(schema, 0);

    private JsonType Of(JsonElement schema, int depth)
    {
        if (schema.ValueKind == JsonValueKind.False)
            return JsonType.None;
        if (schema.ValueKind == JsonValueKind.True)
            return JsonType.Any;
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth || ++_seen > MaxSchemas)
            return Unknown;
        // An address of its own is another base for references, which are then not followed.
        if (depth > 0 && (Text(schema, "$id") ?? Text(schema, _dialect == Dialect.Draft4 ? "id" : "$id")) is not null)
            return Unknown;
        if (_dialect < Dialect.Draft201909 && Text(schema, "$ref") is { } only)
            return Referred(only, depth);
        return Combined(schema, Own(schema, depth), depth) with { Description = Text(schema, "description") };
    }

    /// <summary>What the schemas beside the schema's own keywords leave of it.</summary>
    private JsonType Combined(JsonElement schema, JsonType type, int depth)
    {
        if (Text(schema, "$ref") is { } reference)
            type = JsonType.Intersect(type, Referred(reference, depth));
        foreach (var branch in List(schema, "allOf"))
            type = JsonType.Intersect(type, Of(branch, depth + 1));
        foreach (var keyword in (ReadOnlySpan<string>)["anyOf", "oneOf"])
            if (AnyOf(List(schema, keyword), depth) is { } either)
                type = JsonType.Intersect(type, either);
        return AddsMembersElsewhere(schema) ? type with { Closed = false, Others = type.Others ?? JsonType.Any } : type;
    }

    private JsonType? AnyOf(JsonElement.ArrayEnumerator branches, int depth)
    {
        JsonType? union = null;
        foreach (var branch in branches)
            union = union is null ? Of(branch, depth + 1) : JsonType.Union(union, Of(branch, depth + 1));
        return union;
    }

    // These may know members that the schema itself does not name.
    private static bool AddsMembersElsewhere(JsonElement schema)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["then", "else", "dependentSchemas", "dependencies", "$dynamicRef", "$recursiveRef"])
            if (JsonText.TryGet(schema, keyword, out _))
                return true;
        return false;
    }

    private JsonType Referred(string reference, int depth)
    {
        if (!_open.Add(reference))
            return Unknown;
        var found = reference == "#" ? _root : reference.StartsWith("#/", StringComparison.Ordinal) ? Follow(Uri.UnescapeDataString(reference[2..])) : null;
        var type = found is { } schema ? Of(schema, depth + 1) : Unknown;
        _open.Remove(reference);
        return type;
    }

    private JsonElement? Follow(string pointer)
    {
        var element = _root;
        foreach (var part in pointer.Split('/'))
        {
            var token = JsonPointer.Unescape(part);
            if (element.ValueKind == JsonValueKind.Object && JsonText.TryGet(element, token, out var member))
                element = member;
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(token, out var index) && index >= 0 && index < element.GetArrayLength())
                element = element[index];
            else
                return null;
        }

        return element;
    }

    private static JsonElement.ArrayEnumerator List(JsonElement schema, string keyword) =>
        JsonText.TryGet(schema, keyword, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static string? Text(JsonElement schema, string keyword) =>
        JsonText.TryGet(schema, keyword, out var text) && text.ValueKind == JsonValueKind.String ? JsonText.StringOf(text) : null;
}

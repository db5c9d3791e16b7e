using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Dialects;
using ComposeServer.Engine.Schemas.Keywords;

namespace ComposeServer.Engine.Schemas.Compiling;

internal sealed partial class KeywordReader
{
    private void ReadListKeywords()
    {
        AddSizes(ValueKind.List, "minItems", "maxItems");
        if (TryGet("uniqueItems", out var unique))
            ReadUnique(unique);
        if (Dialect == Dialect.Draft202012)
            ReadPrefixItems();
        else
            ReadOlderItems();
        if (Child("contains", Dialect.Draft6) is { } wanted)
            ReadContains(wanted);
    }

    private void ReadUnique(JsonElement unique)
    {
        if (unique.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Problem("uniqueItems", "must be true or false");
        else if (unique.ValueKind == JsonValueKind.True)
            _keywords.Add(new UniqueItemsKeyword());
    }

    private void ReadPrefixItems()
    {
        var first = TryGet("prefixItems", out var list) ? ItemList("prefixItems", list) : [];
        SchemaNode? rest = null;
        if (TryGet("items", out var items) && items.ValueKind == JsonValueKind.Array)
            Problem("items", "must be one schema for all items; a list of schemas, one for each place, is written as prefixItems");
        else
            rest = Child("items", Dialect.Draft4);
        AddItems(first, rest);
    }

    private void ReadOlderItems()
    {
        if (TryGet("items", out var items) && items.ValueKind == JsonValueKind.Array)
            AddItems(Children("items", items), Child("additionalItems", Dialect.Draft4));
        else
            AddItems([], Child("items", Dialect.Draft4));
    }

    private void AddItems(SchemaNode[] first, SchemaNode? rest)
    {
        if (first.Length > 0 || rest is not null)
            _keywords.Add(new ItemsKeyword(first, rest));
    }

    private SchemaNode[] ItemList(string keyword, JsonElement list)
    {
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
            return Children(keyword, list);
        Problem(keyword, "must be a list of at least one schema");
        return [];
    }

    private void ReadContains(SchemaNode wanted) => _keywords.Add(new ContainsKeyword(
        wanted,
        Size("minContains", Dialect.Draft201909) ?? 1,
        Size("maxContains", Dialect.Draft201909) ?? int.MaxValue,
        evaluates: Dialect == Dialect.Draft202012));
}

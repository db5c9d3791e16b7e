using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Dialects;
using ComposeServer.Engine.Schemas.Keywords;

namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>Reads the keywords of one schema, and checks their shapes.</summary>
internal sealed partial class KeywordReader(SchemaCompiler compiler, SchemaLocation location, SchemaNode node)
{
    private readonly List<Keyword> _keywords = [];

    // Most schemas have two or three keywords of the fifty asked for.
    private readonly List<(string Name, JsonElement Value)> _members = [];

    private JsonElement Schema => location.Element;

    private Dialect Dialect => location.Resource.Dialect;

    internal void Read()
    {
        switch (Schema.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False: node.Always = Schema.ValueKind == JsonValueKind.True; return;
            case JsonValueKind.Object: break;
            default: compiler.Problem(location.Pointer, $"must be a schema: an object, true or false; it is {Kind(Schema)}"); return;
        }

        foreach (var property in Schema.EnumerateObject())
            _members.Add((JsonText.NameOf(property), property.Value));
        // Before 2019-09 a reference hides what stands beside it.
        if (Dialect < Dialect.Draft201909 && TryGet("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
            ReadReference();
        else
            ReadAll();
        if (_keywords.Count == 0)
            node.Always = true;
        node.Keywords = [.. _keywords];
    }

    private void ReadAll()
    {
        ReadValueKeywords();
        ReadReference();
        ReadDynamicReferences();
        ReadListKeywords();
        ReadObjectKeywords();
        ReadLogic();
        ReadUnevaluated();
    }

    private bool TryGet(string keyword, out JsonElement value)
    {
        value = default;
        foreach (var member in _members)
            if (member.Name == keyword)
                value = member.Value;
        return value.ValueKind != JsonValueKind.Undefined;
    }

    private bool TryGet(string keyword, Dialect since, out JsonElement value)
    {
        value = default;
        return Dialect >= since && TryGet(keyword, out value);
    }

    private void Problem(string keyword, string message) => compiler.Problem(location, keyword, message);

    private SchemaNode Child(JsonPointer pointer, JsonElement element) => compiler.Node(location, pointer, element);

    private SchemaNode? Child(string keyword, Dialect since) =>
        TryGet(keyword, since, out var element) ? Child(location.Pointer.At(keyword), element) : null;

    private SchemaNode[] Children(string keyword, JsonElement list)
    {
        var pointer = location.Pointer.At(keyword);
        var children = new List<SchemaNode>();
        foreach (var item in list.EnumerateArray())
            children.Add(Child(pointer.At(children.Count), item));
        return [.. children];
    }

    /// <summary>The members of a keyword whose value must be an object; none when it is not there.</summary>
    private List<(string Name, JsonElement Element, JsonPointer Pointer)> Map(string keyword, Dialect since = Dialect.Draft4)
    {
        var members = new List<(string, JsonElement, JsonPointer)>();
        if (!TryGet(keyword, since, out var map))
            return members;
        if (map.ValueKind != JsonValueKind.Object)
        {
            Problem(keyword, $"must be an object, and is {Kind(map)}");
            return members;
        }

        foreach (var property in map.EnumerateObject())
        {
            var name = JsonText.NameOf(property);
            members.Add((name, property.Value, location.Pointer.At(keyword).At(name)));
        }

        return members;
    }

    /// <summary>A list of distinct names.</summary>
    private string[] Names(JsonPointer pointer, JsonElement list)
    {
        var names = new List<string>();
        var wrong = list.ValueKind != JsonValueKind.Array;
        if (!wrong)
            foreach (var item in list.EnumerateArray())
                if (item.ValueKind == JsonValueKind.String)
                    names.Add(JsonText.StringOf(item));
                else
                    wrong = true;
        if (wrong)
            compiler.Problem(pointer, "must be a list of property names");
        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A size: an integer that is not negative (2.0 is one); null when it is not there.</summary>
    private int? Size(string keyword, Dialect since = Dialect.Draft4)
    {
        if (!TryGet(keyword, since, out var element))
            return null;
        if (element.ValueKind == JsonValueKind.Number && ExactNumber.Parse(element.GetRawText()) is { IsInteger: true, Sign: >= 0 } number)
            return number.TryInt32(out var size) ? size : int.MaxValue;
        Problem(keyword, "must be an integer, 0 or greater");
        return null;
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        JsonValueKind.Undefined => "nothing",
        _ => "a boolean",
    };
}

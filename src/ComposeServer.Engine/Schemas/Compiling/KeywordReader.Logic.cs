using System.Text.Json;
using ComposeServer.Engine.Schemas.Dialects;
using ComposeServer.Engine.Schemas.Keywords;

namespace ComposeServer.Engine.Schemas.Compiling;

internal sealed partial class KeywordReader
{
    private void ReadLogic()
    {
        if (Branches("allOf") is { } all)
            _keywords.Add(new AllOfKeyword(all));
        if (Branches("anyOf") is { } any)
            _keywords.Add(new AnyOfKeyword(any));
        if (Branches("oneOf") is { } one)
            _keywords.Add(new OneOfKeyword(one));
        if (Child("not", Dialect.Draft4) is { } excluded)
            _keywords.Add(new NotKeyword(excluded));
        if (Child("if", Dialect.Draft7) is { } condition)
            _keywords.Add(new ConditionKeyword(condition, Child("then", Dialect.Draft7), Child("else", Dialect.Draft7)));
    }

    private SchemaNode[]? Branches(string keyword)
    {
        if (!TryGet(keyword, out var list))
            return null;
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
            return Children(keyword, list);
        Problem(keyword, "must be a list of at least one schema");
        return null;
    }

    private void ReadUnevaluated()
    {
        if (Child("unevaluatedProperties", Dialect.Draft201909) is { } properties)
            _keywords.Add(new UnevaluatedPropertiesKeyword(properties));
        if (Child("unevaluatedItems", Dialect.Draft201909) is { } items)
            _keywords.Add(new UnevaluatedItemsKeyword(items));
        node.TracksEvaluated = _keywords.Count > 0 && _keywords[^1] is UnevaluatedKeyword;
    }
}

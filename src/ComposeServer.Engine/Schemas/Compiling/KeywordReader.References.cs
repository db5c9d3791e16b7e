using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Dialects;
using ComposeServer.Engine.Schemas.Keywords;

namespace ComposeServer.Engine.Schemas.Compiling;

internal sealed partial class KeywordReader
{
    private void ReadReference()
    {
        if (Target("$ref", Dialect.Draft4, out _) is { } target)
            _keywords.Add(new ReferenceKeyword(compiler.Node(target)));
    }

    private void ReadDynamicReferences()
    {
        if (Dialect == Dialect.Draft202012 && Target("$dynamicRef", Dialect.Draft202012, out var anchor) is { } target)
            AddDynamic(target, anchor);
        if (Dialect == Dialect.Draft201909 && Target("$recursiveRef", Dialect.Draft201909, out _) is { } root)
            AddDynamic(root, "");
    }

    // Only a reference that already leads to a dynamic anchor is dynamic (Core 2020-12, section 8.2.3.2).
    private void AddDynamic(SchemaLocation target, string? anchor)
    {
        var initial = compiler.Node(target);
        if (anchor is null || !target.Resource.DynamicAnchors.TryGetValue(anchor, out var anchored) || anchored.Key != target.Key)
        {
            _keywords.Add(new ReferenceKeyword(initial));
            return;
        }

        compiler.IsDynamic = true;
        _keywords.Add(new DynamicReferenceKeyword(anchor, initial));
    }

    private SchemaLocation? Target(string keyword, Dialect since, out string? anchor)
    {
        anchor = null;
        if (!TryGet(keyword, since, out var reference))
            return null;
        if (reference.ValueKind != JsonValueKind.String)
        {
            Problem(keyword, $"must be a text, and is {Kind(reference)}");
            return null;
        }

        var target = compiler.Resolve(location, JsonText.StringOf(reference), out anchor, out var problem);
        if (target is null)
            Problem(keyword, problem);
        return target;
    }
}

using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;
using ComposeServer.Engine.Schemas.Dialects;
using ComposeServer.Engine.Schemas.Keywords;

namespace ComposeServer.Engine.Schemas.Compiling;

internal sealed partial class KeywordReader
{
    private void ReadObjectKeywords()
    {
        var properties = Properties();
        if (TryGet("required", out var required))
            _keywords.Add(new RequiredKeyword(RequiredNames(required), properties));
        if (properties is not null)
            _keywords.Add(properties);
        AddSizes(ValueKind.Object, "minProperties", "maxProperties");
        if (Child("propertyNames", Dialect.Draft6) is { } names)
            _keywords.Add(new PropertyNamesKeyword(names));
        ReadDependencies();
    }

    private string[] RequiredNames(JsonElement required)
    {
        if (Dialect == Dialect.Draft4 && required.ValueKind == JsonValueKind.Array && required.GetArrayLength() == 0)
            Problem("required", "must name at least one property in draft-04");
        return Names(location.Pointer.At("required"), required);
    }

    private PropertiesKeyword? Properties()
    {
        var known = new List<(string, SchemaNode)>();
        foreach (var (name, element, pointer) in Map("properties"))
            known.Add((name, Child(pointer, element)));
        var patterns = new List<(Pattern, SchemaNode)>();
        foreach (var (expression, element, pointer) in Map("patternProperties"))
            if (PatternAt(pointer, expression) is { } pattern)
                patterns.Add((pattern, Child(pointer, element)));
        var others = Child("additionalProperties", Dialect.Draft4);
        return known.Count + patterns.Count > 0 || others is not null ? new PropertiesKeyword([.. known], [.. patterns], others) : null;
    }

    private Pattern? PatternAt(JsonPointer pointer, string expression)
    {
        if (Pattern.Cached(expression, PatternSyntax.EcmaScript, out var pattern, out var problem))
            return pattern;
        compiler.Problem(pointer, $"the regular expression {problem}");
        return null;
    }

    private void ReadDependencies()
    {
        var required = new List<(string, string[])>();
        var schemas = new List<(string, SchemaNode)>();
        foreach (var (name, element, pointer) in Map("dependencies"))
            if (element.ValueKind == JsonValueKind.Array)
                required.Add((name, Names(pointer, element)));
            else
                schemas.Add((name, Child(pointer, element)));
        foreach (var (name, element, pointer) in Map("dependentRequired", Dialect.Draft201909))
            required.Add((name, Names(pointer, element)));
        foreach (var (name, element, pointer) in Map("dependentSchemas", Dialect.Draft201909))
            schemas.Add((name, Child(pointer, element)));
        if (required.Count > 0)
            _keywords.Add(new DependentRequiredKeyword([.. required]));
        if (schemas.Count > 0)
            _keywords.Add(new DependentSchemasKeyword([.. schemas]));
    }
}

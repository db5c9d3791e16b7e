using ComposeServer.Engine.Json;

namespace ComposeServer.Import.ToolHive;

/// <summary>What a composite tool's parameters say of one of them.</summary>
internal sealed class Parameters(Value schema)
{
    internal Translated Reference(string name, string segments)
    {
        var property = schema.Get("properties").Get(name);
        var whole = $"$input{ReferenceText.Name(name)}{segments}";
        var isWhole = segments.Length == 0;
        return Translated.Reference(whole, isWhole ? SortOf(property) : ValueSort.Any) with { MayBeNothing = IsOptional(name, property) };
    }

    private bool IsOptional(string name, Value property)
    {
        if (property.IsNothing || !property.Get("default").IsNothing)
            return false;
        var required = schema.Get("required");
        for (var i = 0; required.Kind == Engine.Json.ValueKind.List && i < required.Count; i++)
            if (required[i].IsText && required[i].Text() == name)
                return false;
        return true;
    }

    private static ValueSort SortOf(Value property) => property.Get("type") is { IsText: true } type
        ? type.Text() switch
        {
            "boolean" => ValueSort.Boolean,
            "integer" or "number" => ValueSort.Number,
            "string" => ValueSort.Text,
            "array" => ValueSort.List,
            "object" => ValueSort.Object,
            _ => ValueSort.Any,
        }
        : ValueSort.Any;
}

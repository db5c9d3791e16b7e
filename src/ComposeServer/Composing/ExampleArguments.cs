using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Composing;

/// <summary>Arguments to begin with: one for each input that must be given, of its type.</summary>
internal static class ExampleArguments
{
    internal static Value Of(JsonElement inputSchema)
    {
        var schema = Value.Of(inputSchema);
        var members = new List<Member>();
        foreach (var name in schema.Get("required").Items())
            if (name.IsText)
                members.Add(new Member(name.Text(), For(schema.Get("properties").Get(name.Text()), depth: 0)));
        return Value.Of([.. members]);
    }

    private static Value For(Value schema, int depth)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["default", "const"])
            if (schema.Get(keyword) is { IsNothing: false } value)
                return value;
        foreach (var keyword in (ReadOnlySpan<string>)["examples", "enum"])
            if (schema.Get(keyword) is { Kind: ValueKind.List, Count: > 0 } values)
                return values[0];
        var type = schema.Get("type") is { Kind: ValueKind.List, Count: > 0 } types ? types[0] : schema.Get("type");
        return OfType(schema, type.IsText ? type.Text() : "string", depth);
    }

    private static Value OfType(Value schema, string type, int depth) => type switch
    {
        "integer" or "number" => schema.Get("minimum") is { Kind: ValueKind.Number } least ? least : Value.Of(1),
        "boolean" => Value.True,
        "null" => Value.Null,
        "array" => schema.Get("minItems").IsNothing ? Value.EmptyList : Value.Of([For(schema.Get("items"), depth + 1)]),
        "object" when depth < 4 => Value.Of([.. Required(schema).Select(name => new Member(name, For(schema.Get("properties").Get(name), depth + 1)))]),
        "object" => Value.EmptyObject,
        _ => Value.Of("…"),
    };

    private static List<string> Required(Value schema)
    {
        var names = new List<string>();
        foreach (var name in schema.Get("required").Items())
            if (name.IsText)
                names.Add(name.Text());
        return names;
    }
}

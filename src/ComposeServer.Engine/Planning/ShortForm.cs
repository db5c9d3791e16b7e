using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning;

/// <summary>The short form of parameters: names to types or schemas. All are required but those with a default or a <c>?</c>; no others are taken.</summary>
internal static class ShortForm
{
    private static readonly string[] Words = ["string", "number", "integer", "boolean", "object", "array", "null", "any"];

    private static readonly Dictionary<string, string> OtherWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = "string",
        ["str"] = "string",
        ["int"] = "integer",
        ["long"] = "integer",
        ["float"] = "number",
        ["double"] = "number",
        ["decimal"] = "number",
        ["bool"] = "boolean",
        ["list"] = "array",
        ["dict"] = "object",
        ["map"] = "object",
        ["unknown"] = "any",
    };

    /// <summary>The JSON Schema that the short form stands for.</summary>
    internal static JsonElement Read(JsonElement written, JsonPointer path, ProblemList problems)
    {
        var properties = new List<Member>();
        var required = new List<Value>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, type) in Value.Of(written).Members())
        {
            var optional = key.EndsWith('?');
            var name = optional ? key[..^1] : key;
            if (name.Length == 0)
                problems.Error(path.At(key), "invalid_name", "The name of this parameter is empty.", optional ? "A name before the ?, such as \"city?\"" : "A name such as \"city\"");
            else if (!seen.Add(name))
                problems.Error(path.At(key), "duplicate_field", $"\"{name}\" is declared twice.", "Keep one of them");
            else
                Add(name, SchemaOf(type, path.At(key), problems), optional, properties, required);
        }

        return Build(properties, required);
    }

    private static void Add(string name, Value schema, bool optional, List<Member> properties, List<Value> required)
    {
        properties.Add(new Member(name, schema));
        if (!optional && schema.Get("default").IsNothing)
            required.Add(Value.Of(name));
    }

    /// <summary>Where a parameter is declared: under its name, or under its name with a <c>?</c>.</summary>
    internal static JsonPointer PathOf(Value written, string name, JsonPointer path) => path.At(written.Get(name + "?").IsNothing ? name : name + "?");

    /// <summary>Where a part of the JSON Schema that the short form stands for was written.</summary>
    internal static JsonPointer PathOf(JsonElement written, JsonPointer inSchema, JsonPointer path)
    {
        foreach (var (key, _) in Value.Of(written).Members())
            if (JsonPointer.Root.At("properties").At(key.EndsWith('?') ? key[..^1] : key) is var made && made.Holds(inSchema))
                return path.At(key).Then(inSchema.From(made));
        return path;
    }

    private static JsonElement Build(List<Member> properties, List<Value> required)
    {
        var members = new List<Member> { new("type", Value.Of("object")), new("properties", Value.Of([.. properties])) };
        if (required.Count > 0)
            members.Add(new Member("required", Value.Of([.. required])));
        members.Add(new Member("additionalProperties", Value.False));
        return Value.Of([.. members]).ToElement();
    }

    // What is no type takes anything, so that its name is known.
    private static Value SchemaOf(Value type, JsonPointer path, ProblemList problems)
    {
        if (type.Kind is ValueKind.Object or ValueKind.Boolean)
            return type.IsTrue ? Value.EmptyObject : type;
        if (!type.IsText)
        {
            problems.Error(path, "invalid_schema", "A parameter is a type's name or a JSON Schema.", "\"string\", or {\"type\": \"string\", \"description\": \"…\"}");
            return Value.EmptyObject;
        }

        var word = type.Text();
        if (Words.Contains(word))
            return word == "any" ? Value.EmptyObject : Value.Of([new Member("type", type)]);
        var meant = OtherWords.GetValueOrDefault(word) ?? Nearest.Name(word, Words);
        problems.Error(path, "unknown_type", $"A parameter's type is one of {string.Join(", ", Words)}.", meant is null ? "\"any\"" : $"\"{meant}\"");
        return Value.EmptyObject;
    }
}

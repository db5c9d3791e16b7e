using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning;

/// <summary>
/// A schema without what judges a value by more than one of its parts: combinations, conditions, references, counts. What the rest finds
/// wrong with one part stays wrong whatever the other parts turn out to be.
/// </summary>
internal static class PlainSchema
{
    internal static JsonElement Of(JsonElement schema) => Plain(Value.Of(schema)).ToElement();

    private static Value Plain(Value schema)
    {
        if (schema.Kind == ValueKind.List)
            return PlainItems(schema);
        if (schema.Kind != ValueKind.Object)
            return schema;
        // In the older dialects a reference puts aside what stands beside it.
        if (!schema.Get("$ref").IsNothing)
            return Value.EmptyObject;
        var kept = new List<Member>();
        foreach (var (name, value) in schema.Members())
            if (name is "properties" or "patternProperties")
                kept.Add(new Member(name, PlainMembers(value)));
            else if (name is "items" or "prefixItems" or "additionalProperties" or "additionalItems")
                kept.Add(new Member(name, Plain(value)));
            else if (!IsCombinator(name))
                kept.Add(new Member(name, value));
        return Value.Of([.. kept]);
    }

    private static Value PlainItems(Value schemas)
    {
        var items = new List<Value>();
        foreach (var schema in schemas.Items())
            items.Add(Plain(schema));
        return Value.Of([.. items]);
    }

    private static Value PlainMembers(Value schemas)
    {
        var members = new List<Member>();
        foreach (var (name, schema) in schemas.Members())
            members.Add(new Member(name, Plain(schema)));
        return Value.Of([.. members]);
    }

    private static bool IsCombinator(string keyword) =>
        keyword is "allOf" or "anyOf" or "oneOf" or "not" or "if" or "then" or "else" or "dependentSchemas" or "dependentRequired" or "dependencies"
            or "unevaluatedProperties" or "unevaluatedItems" or "minProperties" or "maxProperties" or "contains" or "minContains" or "maxContains"
            or "uniqueItems" or "$dynamicRef" or "$recursiveRef";
}

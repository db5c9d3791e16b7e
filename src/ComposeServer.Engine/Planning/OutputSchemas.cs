using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>The <c>outputSchema</c> that is listed: MCP wants an object, so what is not one is wrapped as <c>{"result": …}</c>, as the answers are.</summary>
internal static class OutputSchemas
{
    /// <summary>The schema for what is known of an output; undefined when too little is.</summary>
    internal static JsonElement Of(JsonType type)
    {
        if (type.Kinds == Kinds.Object)
            return TypeSchema.Write(type).ToElement();
        return IsOpen(type) ? default : Wrap(TypeSchema.Write(type)).ToElement();
    }

    /// <summary>The schema that a definition gives, as it is listed; undefined when answers may or may not be wrapped.</summary>
    internal static JsonElement OfWritten(JsonElement written, JsonType type)
    {
        var schema = Value.Of(written);
        if (type.Kinds == Kinds.Object)
            return schema.Get("type").IsNothing ? schema.Prepend(new Member("type", Value.Of("object"))).ToElement() : written;
        return IsOpen(type) ? default : Wrap(Rooted(schema)).ToElement();
    }

    private static bool IsOpen(JsonType type) => (type.Kinds & Kinds.Object) != 0;

    private static Value Wrap(Value schema) => Value.Of(
    [
        new Member("type", Value.Of("object")),
        new Member("properties", Value.Of([new Member("result", schema)])),
        new Member("required", Value.Of([Value.Of("result")])),
    ]);

    // References inside it stay references to itself when it has a name of its own.
    private static Value Rooted(Value schema) =>
        schema.Kind == ValueKind.Object && schema.Get("$id").IsNothing && schema.ToJson().Contains("\"$ref\"", StringComparison.Ordinal)
            ? schema.Prepend(new Member("$id", Value.Of("composer:output")))
            : schema;
}

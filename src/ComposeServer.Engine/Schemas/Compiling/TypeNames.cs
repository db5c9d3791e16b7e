using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>The names of types in <c>type</c> (JSON Schema Validation 2020-12, section 6.1.1).</summary>
internal static class TypeNames
{
    internal const string All = "\"string\", \"number\", \"integer\", \"boolean\", \"object\", \"array\", \"null\"";

    /// <summary>The kinds of a name; none when it is no type's name.</summary>
    internal static Kinds KindOf(string name) => name switch
    {
        "string" => Kinds.Text,
        "number" => Kinds.Number,
        "integer" => Kinds.Integer,
        "boolean" => Kinds.Boolean,
        "object" => Kinds.Object,
        "array" => Kinds.List,
        "null" => Kinds.Null,
        _ => Kinds.None,
    };
}

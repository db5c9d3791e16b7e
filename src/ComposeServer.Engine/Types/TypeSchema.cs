using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Types;

/// <summary>Writes what is known of a value as a JSON Schema (2020-12) that refuses no value of the type.</summary>
/// <remarks>Nothing is required and nothing closed: an upstream that leaves a member out would make our answer invalid.</remarks>
internal static class TypeSchema
{
    private const int MaxDepth = 24;

    private static readonly (Kinds Kind, string Name)[] Names =
    [
        (Kinds.Null, "null"), (Kinds.Boolean, "boolean"), (Kinds.Number, "number"), (Kinds.Integer, "integer"), (Kinds.Fraction, "number"),
        (Kinds.Text, "string"), (Kinds.List, "array"), (Kinds.Object, "object"),
    ];

    internal static Value Write(JsonType type) => Write(type, 0);

    private static Value Write(JsonType type, int depth)
    {
        var members = new List<Member>();
        if (depth > MaxDepth)
            return Value.EmptyObject;
        if (TypeOf(type.Kinds) is { IsNothing: false } kinds)
            members.Add(new Member("type", kinds));
        if (type.Description is not null)
            members.Add(new Member("description", Value.Of(type.Description)));
        if (type.Has(Kinds.Object))
            WriteMembers(type, depth, members);
        if (type.Has(Kinds.List))
            WriteItems(type, depth, members);
        return Value.Of([.. members]);
    }

    private static Value TypeOf(Kinds kinds)
    {
        if (kinds is Kinds.Any or Kinds.None)
            return Value.Nothing;
        var names = new List<Value>();
        foreach (var (kind, name) in Names)
        {
            if ((kinds & kind) != kind)
                continue;
            names.Add(Value.Of(name));
            kinds &= ~kind;
        }

        return names.Count == 1 ? names[0] : Value.Of([.. names]);
    }

    private static void WriteMembers(JsonType type, int depth, List<Member> members)
    {
        if (!type.Properties.IsEmpty)
            members.Add(new Member("properties", Value.Of([.. type.Properties.Select(p => new Member(p.Key, Write(p.Value.Type, depth + 1)))])));
        // Whoever reads the schema takes properties for all there are, unless it says otherwise.
        if (type.Others is not null)
            members.Add(new Member("additionalProperties", Write(type.Others, depth + 1)));
        else if (!type.Closed && !type.Properties.IsEmpty)
            members.Add(new Member("additionalProperties", Value.True));
    }

    private static void WriteItems(JsonType type, int depth, List<Member> members)
    {
        if (!type.First.IsEmpty)
            members.Add(new Member("prefixItems", Value.Of([.. type.First.Select(item => Write(item, depth + 1))])));
        if (type.Items is not null)
            members.Add(new Member("items", Write(type.Items, depth + 1)));
    }
}

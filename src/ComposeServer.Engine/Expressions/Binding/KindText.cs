using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>Kinds of values as messages name them.</summary>
internal static class KindText
{
    private static readonly (Kinds Kind, string Name)[] Names =
    [
        (Kinds.Null, "null"),
        (Kinds.Boolean, "a boolean"),
        (Kinds.Number, "a number"),
        (Kinds.Integer, "an integer"),
        (Kinds.Fraction, "a number with a fraction"),
        (Kinds.Text, "a text"),
        (Kinds.List, "a list"),
        (Kinds.Object, "an object"),
    ];

    internal static string Of(Kinds kinds)
    {
        var names = new List<string>();
        foreach (var (kind, name) in Names)
            if ((kinds & kind) == kind)
            {
                names.Add(name);
                kinds &= ~kind;
            }

        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";
    }

    internal static string Of(Value value) => value.Kind switch
    {
        ValueKind.Nothing => "nothing",
        ValueKind.Null => "null",
        ValueKind.Boolean => "a boolean",
        ValueKind.Number => "a number",
        ValueKind.Text => "a text",
        ValueKind.List => "a list",
        _ => "an object",
    };
}

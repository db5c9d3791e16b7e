using ComposeServer.Engine.Expressions.Binding;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Compilation;

/// <summary>Whether a value is what a parameter takes.</summary>
internal static class ArgumentKind
{
    /// <summary>Takes a value as it is, or as the text it was parsed from where a text will do and the value itself will not.</summary>
    internal static bool Accept(ref Value value, Kinds accepts)
    {
        if ((KindsOf(value, accepts) & accepts) != 0)
            return true;
        if ((accepts & Kinds.Text) == 0 || value.SourceText is not { } text)
            return false;
        value = Value.Of(text);
        return true;
    }

    internal static string Name(Value value) => value.Kind == ValueKind.Number && !value.Number().IsInteger ? "a number with a fraction" : KindText.Of(value);

    private static Kinds KindsOf(Value value, Kinds accepts) => value.Kind switch
    {
        ValueKind.Null => Kinds.Null,
        ValueKind.Boolean => Kinds.Boolean,
        // A number is only taken apart where its fraction matters.
        ValueKind.Number => (accepts & Kinds.Number) == Kinds.Number || value.Number().IsInteger ? Kinds.Integer : Kinds.Fraction,
        ValueKind.Text => Kinds.Text,
        ValueKind.List => Kinds.List,
        ValueKind.Object => Kinds.Object,
        _ => Kinds.None,
    };
}

using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Compilation;

/// <summary>Whether a value is what a parameter takes.</summary>
internal static class ArgumentKind
{
    /// <summary>Takes a value as it is, or as the text it was parsed from where a text will do and the value itself will not.</summary>
    internal static bool Accept(ref Value value, Kinds accepts)
    {
        if ((KindWords.Of(value) & accepts) != 0)
            return true;
        if ((accepts & Kinds.Text) == 0 || value.SourceText is not { } text)
            return false;
        value = Value.Of(text);
        return true;
    }
}

using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>A part of an expression whose names are resolved and whose type is known as far as it can be. Immutable.</summary>
/// <param name="Syntax">As it was written.</param>
/// <param name="Type">What is known of its value.</param>
/// <param name="Nothing">Whether and why it may give Nothing.</param>
internal abstract record Bound(SyntaxNode Syntax, JsonType Type, NothingSource Nothing)
{
    /// <summary>How much of an expression a message shows.</summary>
    private const int MaxShown = 80;

    /// <summary>As a message shows it.</summary>
    internal string Shown
    {
        get
        {
            var text = Syntax.ToString()!;
            return text.Length <= MaxShown ? text : text[..MaxShown] + "…";
        }
    }
}

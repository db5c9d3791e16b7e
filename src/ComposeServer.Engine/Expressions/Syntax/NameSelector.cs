namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>The member of that name.</summary>
internal sealed record NameSelector(string Name) : Selector(0)
{
    /// <summary>Whether it can be written behind a point (RFC 9535, section 2.5.1.1).</summary>
    internal bool IsShorthand => NameText.IsShorthand(Name);

    public override string ToString() => NameText.Quote(Name);
}

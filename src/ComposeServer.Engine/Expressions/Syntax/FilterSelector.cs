namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>The members or items for which a logical expression holds (RFC 9535, section 2.3.5).</summary>
internal sealed record FilterSelector(SyntaxNode Condition) : Selector(Condition.Depth + 1)
{
    public override string ToString() => "?" + Condition;
}

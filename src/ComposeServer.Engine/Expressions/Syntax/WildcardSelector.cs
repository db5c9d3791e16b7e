namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>Every member or item.</summary>
internal sealed record WildcardSelector() : Selector(0)
{
    public override string ToString() => "*";
}

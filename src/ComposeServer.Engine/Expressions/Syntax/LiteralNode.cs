using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>A number, a text, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal sealed record LiteralNode(int Position, Value Value, string Text) : SyntaxNode(Position, 1)
{
    public override string ToString() => Text;
}

using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary><c>default(x, y)</c>.</summary>
internal sealed record BoundDefault(SyntaxNode Syntax, JsonType Type, NothingSource Nothing, Bound Value, Bound Other) : Bound(Syntax, Type, Nothing);

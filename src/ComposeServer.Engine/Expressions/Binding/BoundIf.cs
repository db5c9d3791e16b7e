using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary><c>if(test, x, y)</c>.</summary>
internal sealed record BoundIf(SyntaxNode Syntax, JsonType Type, NothingSource Nothing, Bound Condition, Bound Then, Bound Otherwise) : Bound(Syntax, Type, Nothing);

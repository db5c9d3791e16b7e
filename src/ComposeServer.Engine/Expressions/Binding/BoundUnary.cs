using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary><c>!x</c> or <c>-x</c>.</summary>
internal sealed record BoundUnary(SyntaxNode Syntax, JsonType Type, Operator Operator, Bound Operand) : Bound(Syntax, Type, NothingSource.Never);

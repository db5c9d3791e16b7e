using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary><c>exists(x)</c>, and a query that is a test in a filter: there a list must not be empty.</summary>
internal sealed record BoundExists(SyntaxNode Syntax, Bound Value) : Bound(Syntax, JsonType.Boolean, NothingSource.Never);

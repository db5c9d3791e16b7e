using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>A value that is written out; Nothing stands for what could not be bound.</summary>
internal sealed record BoundLiteral(SyntaxNode Syntax, JsonType Type, Value Value) : Bound(Syntax, Type, NothingSource.Never);

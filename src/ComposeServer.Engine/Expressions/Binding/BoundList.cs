using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>A list that is written out; items that are Nothing are left out.</summary>
internal sealed record BoundList(SyntaxNode Syntax, JsonType Type, ImmutableArray<Bound> Items) : Bound(Syntax, Type, NothingSource.Never);

using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Functions;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Patterns;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>A call of a function that looks at all its arguments.</summary>
internal sealed record BoundCall(SyntaxNode Syntax, JsonType Type, NothingSource Nothing, Function Function, ImmutableArray<Bound> Arguments)
    : Bound(Syntax, Type, Nothing)
{
    /// <summary>The regular expression, when it is written out.</summary>
    internal Pattern? Pattern { get; init; }

    /// <summary>Whether it stands in a filter: an argument of the wrong kind gives Nothing there (RFC 9535, section 2.4), and fails elsewhere.</summary>
    internal bool InFilter { get; init; }
}

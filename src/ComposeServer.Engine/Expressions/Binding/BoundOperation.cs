using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>An operator and its two operands.</summary>
internal sealed record BoundOperation(SyntaxNode Syntax, JsonType Type, Operator Operator, Bound Left, Bound Right) : Bound(Syntax, Type, NothingSource.Never)
{
    /// <summary>Whether it stands in a filter, where what cannot be compared is not less (RFC 9535, section 2.3.5.2.2), and fails elsewhere.</summary>
    internal bool InFilter { get; init; }
}

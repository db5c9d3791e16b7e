using System.Collections.Immutable;

namespace ComposeServer.Engine.Expressions.Syntax;

/// <summary>A reference or an RFC 9535 query: <c>$step1.a[0]?</c>, <c>$.a</c>, <c>@.b[*]</c>.</summary>
/// <param name="Position">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Depth">How many levels of syntax it holds.</param>
/// <param name="Origin">What it starts at.</param>
/// <param name="Name">The name after the dollar sign; empty for <c>$</c> and <c>@</c>.</param>
/// <param name="Segments">What follows.</param>
/// <param name="Optional">Whether it ends in <c>?</c>.</param>
internal sealed record QueryNode(int Position, int End, int Depth, QueryOrigin Origin, string Name, ImmutableArray<Segment> Segments, bool Optional)
    : SyntaxNode(Position, Depth)
{
    /// <summary>Whether it gives at most one value (RFC 9535, section 2.3.5.1).</summary>
    internal bool IsSingular => Segment.AreSingular(Segments);

    public override string ToString() =>
        (Origin == QueryOrigin.Current ? "@" : "$" + Name) + string.Concat(Segments) + (Optional ? "?" : "");
}

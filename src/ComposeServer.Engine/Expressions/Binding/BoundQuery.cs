using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>A reference, a query in a filter, or segments after a call.</summary>
/// <param name="Syntax">As it was written.</param>
/// <param name="Type">What is known of what it gives.</param>
/// <param name="Nothing">Whether and why it may give Nothing.</param>
/// <param name="Origin">What it starts at.</param>
/// <param name="Segments">The segments that do not belong to the root.</param>
/// <param name="Written">The whole as it was written, without <c>?</c>, for messages.</param>
internal sealed record BoundQuery(
    SyntaxNode Syntax, JsonType Type, NothingSource Nothing, BoundOrigin Origin, ImmutableArray<BoundSegment> Segments, string Written)
    : Bound(Syntax, Type, Nothing)
{
    /// <summary>Whether it may find nothing whatever it starts at: it ends in <c>?</c>, stands in <c>default</c> or <c>exists</c>, or starts at <c>@</c> or <c>$</c>.</summary>
    internal bool Tolerant { get; init; }

    /// <summary>Whether it may find nothing when its first segment does: that one names an optional input.</summary>
    internal bool FirstIsOptional { get; init; }

    /// <summary>Whether it gives one value or Nothing, and not a list.</summary>
    internal bool IsSingular => !AsList && Segments.All(segment => segment.Syntax.IsSingular);

    /// <summary>Whether it gives the list of what it finds, even when it can find no more than one value.</summary>
    internal bool AsList { get; init; }
}

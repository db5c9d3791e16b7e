using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Syntax;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>A segment, and for each of its selectors that is a filter the bound test; null for the others.</summary>
internal sealed record BoundSegment(Segment Syntax, ImmutableArray<Bound?> Conditions);

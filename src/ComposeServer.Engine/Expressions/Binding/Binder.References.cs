using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <content>References to roots of the scope.</content>
internal sealed partial class Binder
{
    private Bound Reference(QueryNode node, bool tolerant)
    {
        var lookup = scope!.Find(node.Name, LeadingNames(node.Segments));
        if (lookup.Problem is { } problem)
            Report(node.Position, problem.Code, problem.Message, problem.Suggestion, problem.IsWarning);
        if (lookup.Root is not { } root)
            return Unbound(node);
        var rest = node.Segments.RemoveRange(0, Math.Clamp(lookup.Consumed, 0, node.Segments.Length));
        var first = rest.IsEmpty ? null : rest[0].SingleName;
        tolerant |= node.Optional;
        var written = text[node.Position..node.End];
        _references.Add(new BoundReference(root, tolerant, written, first, _guards > 0));
        return Reference(node, root, rest, first, tolerant, node.Optional ? written[..^1] : written);
    }

    private BoundQuery Reference(QueryNode node, Root root, ImmutableArray<Segment> rest, string? first, bool tolerant, string written)
    {
        var outer = (_document, _current);
        _document = root.Type;
        var (segments, type) = Segments(rest, root.Type, root.Text, tolerant);
        (_document, _current) = outer;
        var optional = first is not null && root.OptionalMembers.Contains(first);
        var singular = Segment.AreSingular(rest);
        var source = tolerant || (singular && optional) ? NothingSource.Reference
            : singular && root.MayBeNothing ? NothingSource.Function
            : NothingSource.Never;
        return new BoundQuery(node, type, source, new BoundOrigin.OfRoot(root), segments, written)
        {
            Tolerant = tolerant,
            FirstIsOptional = optional,
        };
    }

    private BoundLiteral Unbound(QueryNode node)
    {
        Segments(node.Segments, JsonType.Any, "", tolerant: true);
        return Unknown(node);
    }

    private static ImmutableArray<string> LeadingNames(ImmutableArray<Segment> segments)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var segment in segments)
        {
            if (segment.SingleName is not { } name)
                break;
            names.Add(name);
        }

        return names.ToImmutable();
    }
}

using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Binding;
using ComposeServer.Engine.Expressions.Queries;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Compilation;

/// <summary>Compiles references and queries.</summary>
internal static class QueryCompiler
{
    internal static Evaluator Compile(BoundQuery query)
    {
        var origin = Origin(query);
        if (!query.IsSingular)
            return Nodes(query, origin, Segments(query.Segments));
        return query.Segments.IsEmpty ? origin : new SingularWalk(query, origin).Evaluate;
    }

    /// <summary>The segments of a query, compiled.</summary>
    internal static NodeQuery Segments(ImmutableArray<BoundSegment> segments)
    {
        var steps = new SegmentStep[segments.Length];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = Step(segments[i]);
        return new NodeQuery(steps);
    }

    private static SegmentStep Step(BoundSegment segment)
    {
        var selections = new Selection[segment.Syntax.Selectors.Length];
        for (var i = 0; i < selections.Length; i++)
            selections[i] = segment.Syntax.Selectors[i] switch
            {
                NameSelector name => new NameSelection(name.Name),
                IndexSelector index => new IndexSelection(index.Index),
                SliceSelector slice => new SliceSelection(slice.Start, slice.End, slice.Step),
                _ => new ChildrenSelection(segment.Conditions[i] is { } condition ? Compiler.Test(condition, "a filter") : null),
            };
        return new SegmentStep(segment.Syntax.Descendant, selections);
    }

    private static Evaluator Origin(BoundQuery query)
    {
        switch (query.Origin)
        {
            case BoundOrigin.OfRoot { Root: var root }:
                return OfRoot(query, root);
            case BoundOrigin.OfOperand { Operand: var operand }:
                return Compiler.Value(operand);
            case BoundOrigin.DocumentOrigin:
                return (in Frame frame) => frame.Document;
            default:
                return (in Frame frame) => frame.Current;
        }
    }

    private static Evaluator OfRoot(BoundQuery query, Root root)
    {
        var (slot, tolerant, allowed) = (root.Slot, query.Tolerant, query.Tolerant || root.MayBeNothing);
        return (in Frame frame) =>
        {
            var value = frame.Context.Root(slot, tolerant);
            return !value.IsNothing || allowed ? value : throw new EvaluationException($"{query.Written} found nothing: {root.Text} has no value");
        };
    }

    private static Evaluator Nodes(BoundQuery query, Evaluator origin, NodeQuery segments)
    {
        // In a filter $ stays what it was, and what may still be done is counted on.
        var inFilter = query.Origin is BoundOrigin.DocumentOrigin or BoundOrigin.CurrentOrigin;
        var tolerant = query.Tolerant && !inFilter;
        return (in Frame frame) =>
        {
            var start = origin(frame);
            if (start.IsNothing)
                return tolerant ? Value.Nothing : Value.EmptyList;
            var found = segments.Select(inFilter ? frame : frame.On(start), new Node(start, null));
            var values = new Value[found.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = found[i].Value;
            return Value.Of(values);
        };
    }
}

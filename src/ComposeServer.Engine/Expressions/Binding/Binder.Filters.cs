using ComposeServer.Engine.Expressions.Functions;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <content>Filters: what is a test, what can be compared (RFC 9535, sections 2.3.5.1 and 2.4.3).</content>
internal sealed partial class Binder
{
    /// <summary>Binds what must be true or false.</summary>
    private Bound FilterTest(SyntaxNode node) => node switch
    {
        BinaryNode { Operator: <= Operator.And } binary => FilterLogical(binary),
        BinaryNode binary => FilterComparison(binary),
        UnaryNode unary => new BoundUnary(unary, JsonType.Boolean, Operator.Not, FilterTest(unary.Operand)),
        QueryNode { Origin: QueryOrigin.Name } query => NoTest(query),
        QueryNode query => new BoundExists(query, FilterQuery(query, asList: true)),
        CallNode call => FilterTestCall(call),
        _ => Unknown(node),
    };

    private BoundOperation FilterLogical(BinaryNode node)
    {
        var left = FilterTest(node.Left);
        _guards++;
        var right = FilterTest(node.Right);
        _guards--;
        return new BoundOperation(node, JsonType.Boolean, node.Operator, left, right);
    }

    private BoundOperation FilterComparison(BinaryNode node) =>
        new(node, JsonType.Boolean, node.Operator, Comparable(node.Left), Comparable(node.Right)) { InFilter = true };

    private Bound NoTest(QueryNode node)
    {
        var bound = Reference(node, tolerant: false);
        Report(node.Position, "not_a_test", $"{bound.Shown} is no test by itself in a filter: compare it, or write exists(…)", $"{bound.Shown} == true");
        return bound;
    }

    private Bound FilterTestCall(CallNode node)
    {
        var call = Call(node, inFilter: true);
        if (call is not BoundLiteral && FunctionTable.Find(node.Name) is { } function && !function.IsTest && !(IsComposition && call.Type.Kinds == Kinds.Boolean))
            Report(node.Position, "not_a_test", $"{node.Name}(…) is no test by itself in a filter: compare what it gives");
        return call;
    }

    /// <summary>Binds one side of a comparison: what gives at most one value.</summary>
    private Bound Comparable(SyntaxNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                return Literal(literal);
            case QueryNode query:
                MustBeSingular(query, "compares");
                return query.Origin == QueryOrigin.Name ? Reference(query, tolerant: false) : FilterQuery(query, asList: false);
            case CallNode call:
                if (FunctionTable.Find(call.Name) is { IsStandard: true, IsTest: true })
                    Report(call.Position, "not_comparable", $"{call.Name}(…) is true or false by itself, and cannot be compared in a filter");
                return Call(call, inFilter: true);
            default:
                return FilterTest(node);
        }
    }

    private void MustBeSingular(QueryNode node, string verb)
    {
        if (!node.IsSingular)
            Report(node.Position, "not_singular", $"{node} may find many values, and this {verb} one: use names and indexes only, or value(…), count(…)");
    }

    private BoundQuery FilterQuery(QueryNode node, bool asList)
    {
        var current = node.Origin == QueryOrigin.Current;
        // What a filter looks for may well be absent, so nothing is refused here.
        var (segments, type) = Segments(node.Segments, JsonType.Any, current ? "@" : "$", tolerant: true);
        if (node.Segments.IsEmpty)
            type = current ? _current : _document;
        return new BoundQuery(node, asList && node.IsSingular ? JsonType.ListOf(type) : type, NothingSource.Function, current ? BoundOrigin.Current : BoundOrigin.Document, segments, node.ToString())
        {
            Tolerant = true,
            AsList = asList,
        };
    }
}

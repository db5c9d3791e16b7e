using System.Collections.Immutable;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Binding;

/// <summary>Resolves names and functions, works out types, and collects every problem.</summary>
/// <param name="text">The text that the syntax was read from.</param>
/// <param name="scope">The names it can see; null for a query that stands alone.</param>
/// <param name="problems">Where problems go.</param>
internal sealed partial class Binder(string text, Scope? scope, ICollection<ExpressionProblem> problems)
{
    private readonly ImmutableArray<BoundReference>.Builder _references = ImmutableArray.CreateBuilder<BoundReference>();

    // How many conditions stand between the expression and where the binder is.
    private int _guards;

    // What is known of $ and @.
    private JsonType _document = JsonType.Any;
    private JsonType _current = JsonType.Any;

    /// <summary>Whether a problem came up that is not a warning.</summary>
    internal bool Failed { get; private set; }

    internal ImmutableArray<BoundReference> References => _references.ToImmutable();

    private bool IsComposition => scope is not null;

    /// <summary>Binds an expression outside filters.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="tolerant">Whether it stands where a reference counts as written with <c>?</c>.</param>
    internal Bound Expression(SyntaxNode node, bool tolerant = false) => node switch
    {
        LiteralNode literal => Literal(literal),
        ListNode list => List(list),
        QueryNode query => Reference(query, tolerant),
        PathNode path => Path(path, tolerant),
        CallNode call => Call(call, inFilter: false),
        UnaryNode unary => Unary(unary),
        BinaryNode binary => Binary(binary),
        _ => Unknown(node),
    };

    internal void Report(int position, string code, string message, string? suggestion = null, bool warning = false)
    {
        Failed |= !warning;
        problems.Add(new ExpressionProblem(code, message, suggestion, position, warning));
    }

    // What could not be bound is taken to be anything, so that one fault is one problem.
    private static BoundLiteral Unknown(SyntaxNode node) => new(node, JsonType.Any, Value.Nothing);

    private static BoundLiteral Literal(LiteralNode node) => new(node, TypeOfLiteral(node.Value), node.Value);

    private static JsonType TypeOfLiteral(Value value) => value.Kind switch
    {
        ValueKind.Null => JsonType.Null,
        ValueKind.Boolean => JsonType.Boolean,
        ValueKind.Text => JsonType.Text,
        _ => value.Number().IsInteger ? JsonType.Integer : JsonType.Of(Kinds.Fraction),
    };

    private BoundList List(ListNode node)
    {
        var items = ImmutableArray.CreateBuilder<Bound>(node.Items.Length);
        foreach (var item in node.Items)
            items.Add(Expression(item));
        var type = items.Count == 0 ? JsonType.List : JsonType.ListOf(items.Select(item => item.Type).Aggregate(JsonType.Union));
        return new BoundList(node, type, items.MoveToImmutable());
    }

    private BoundQuery Path(PathNode node, bool tolerant)
    {
        tolerant |= node.Optional;
        var operand = Expression(node.Operand, tolerant);
        var outer = _document;
        _document = operand.Type;
        var (segments, type) = Segments(node.Segments, operand.Type, node.Operand.ToString()!, tolerant);
        _document = outer;
        var source = tolerant ? NothingSource.Reference : Segment.AreSingular(node.Segments) ? operand.Nothing : NothingSource.Never;
        return new BoundQuery(node, type, source, new BoundOrigin.OfOperand(operand), segments, (node with { Optional = false }).ToString()) { Tolerant = tolerant };
    }

    private BoundUnary Unary(UnaryNode node)
    {
        var operand = Expression(node.Operand);
        if (node.Operator == Operator.Not)
        {
            MustBeBoolean(operand, "!");
            return new BoundUnary(node, JsonType.Boolean, Operator.Not, operand);
        }

        MustBeNumber(operand, "-");
        return new BoundUnary(node, Narrowed(operand.Type), Operator.Negate, operand);
    }

    private BoundOperation Binary(BinaryNode node)
    {
        var left = Expression(node.Left);
        if (node.Operator <= Operator.And)
            return Logical(node, left, Guarded(node.Right));
        var right = Expression(node.Right);
        return node.Operator.IsComparison() ? Comparison(node, left, right) : Arithmetic(node, left, right);
    }

    private Bound Guarded(SyntaxNode node, bool tolerant = false)
    {
        _guards++;
        var bound = Expression(node, tolerant);
        _guards--;
        return bound;
    }
}

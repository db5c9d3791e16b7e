using ComposeServer.Engine.Expressions.Binding;
using ComposeServer.Engine.Expressions.Queries;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Compilation;

/// <summary>Comparisons (RFC 9535, section 2.3.5.2.2); outside filters what has no order fails.</summary>
internal static class Comparison
{
    internal static Test Compile(BoundOperation operation)
    {
        var (left, right) = (Compiler.Value(operation.Left), Compiler.Value(operation.Right));
        return operation.Operator switch
        {
            Operator.Equal => (in Frame frame) => ValueEquality.Equal(left(frame), right(frame)),
            Operator.NotEqual => (in Frame frame) => !ValueEquality.Equal(left(frame), right(frame)),
            Operator.Less => Order(operation, left, right, orEqual: false),
            Operator.LessOrEqual => Order(operation, left, right, orEqual: true),
            Operator.Greater => Order(operation, right, left, orEqual: false),
            _ => Order(operation, right, left, orEqual: true),
        };
    }

    private static Test Order(BoundOperation operation, Evaluator less, Evaluator more, bool orEqual)
    {
        var strict = !operation.InFilter;
        return (in Frame frame) =>
        {
            var (low, high) = (less(frame), more(frame));
            if (TryOrder(low, high, out var order))
                return order < 0 || (orEqual && order == 0);
            if (strict && !low.IsNothing && !high.IsNothing)
                throw Unordered(operation, low, high);
            return orEqual && ValueEquality.Equal(low, high);
        };
    }

    private static bool TryOrder(Value low, Value high, out int order)
    {
        var kind = low.Kind;
        order = 0;
        if (kind != high.Kind || kind is not (ValueKind.Number or ValueKind.Text))
            return false;
        order = kind == ValueKind.Number ? ValueEquality.CompareNumbers(low, high) : CodePoints.Compare(low.Text(), high.Text());
        return true;
    }

    private static EvaluationException Unordered(BoundOperation operation, Value low, Value high)
    {
        var (left, right) = operation.Operator is Operator.Greater or Operator.GreaterOrEqual ? (high, low) : (low, high);
        return new EvaluationException(
            $"{operation.Operator.Symbol()} takes two numbers or two texts, and {operation.Left.Shown} is {KindWords.Of(left).NamesWithArticle()} and {operation.Right.Shown} is {KindWords.Of(right).NamesWithArticle()}");
    }
}

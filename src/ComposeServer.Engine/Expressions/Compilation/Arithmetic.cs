using ComposeServer.Engine.Expressions.Binding;
using ComposeServer.Engine.Expressions.Queries;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Compilation;

/// <summary><c>+ - * / %</c> on exact decimals (section 4 of the contract).</summary>
internal static class Arithmetic
{
    private delegate bool TryOperate(ExactNumber left, ExactNumber right, out ExactNumber result);

    internal static Evaluator Compile(BoundOperation operation)
    {
        var symbol = operation.Operator.Symbol();
        var (left, right) = (Operand(operation.Left, symbol), Operand(operation.Right, symbol));
        var divides = operation.Operator is Operator.Divide or Operator.Remainder;
        TryOperate operate = operation.Operator switch
        {
            Operator.Add => ExactNumber.TryAdd,
            Operator.Subtract => ExactNumber.TrySubtract,
            Operator.Multiply => ExactNumber.TryMultiply,
            Operator.Divide => ExactNumber.TryDivide,
            _ => ExactNumber.TryRemainder,
        };
        return (in Frame frame) =>
        {
            var (a, b) = (left(frame).Number(), right(frame).Number());
            if (divides && b.Sign == 0)
                throw new EvaluationException($"{operation.Shown} divides by zero");
            return operate(a, b, out var result) ? Value.Of(result) : throw TooLong(operation);
        };
    }

    internal static Evaluator Negate(BoundUnary negation)
    {
        var operand = Operand(negation.Operand, "-");
        return (in Frame frame) =>
            ExactNumber.TrySubtract(ExactNumber.Of(0), operand(frame).Number(), out var result) ? Value.Of(result) : throw TooLong(negation);
    }

    private static EvaluationException TooLong(Bound bound) =>
        new($"{bound.Shown} is exact on numbers of up to {ExactNumber.MaxDigits} digits, and one here, or what they give, has more");

    private static Evaluator Operand(Bound bound, string symbol)
    {
        var evaluator = Compiler.Value(bound);
        return (in Frame frame) =>
        {
            var value = evaluator(frame);
            if (value.Kind == ValueKind.Number)
                return value;
            throw value.IsNothing
                ? new EvaluationException($"{symbol} needs a number, and {bound.Shown} gave nothing; write default({bound.Shown}, 0)")
                : new EvaluationException($"{symbol} takes numbers, and {bound.Shown} is {KindWords.Of(value).NamesWithArticle()}");
        };
    }
}

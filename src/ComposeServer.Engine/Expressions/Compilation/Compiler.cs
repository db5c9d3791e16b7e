using ComposeServer.Engine.Expressions.Binding;
using ComposeServer.Engine.Expressions.Queries;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Patterns;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Compilation;

/// <summary>Composes delegates out of a bound expression; everything that can be decided is decided here, once.</summary>
internal static class Compiler
{
    /// <summary>The delegate that runs an expression.</summary>
    internal static Evaluate Compile(Bound bound)
    {
        var evaluator = Value(bound);
        return context =>
        {
            using var time = PatternTime.Begin();
            try
            {
                return evaluator(new Frame(context, default, default, null));
            }
            catch (PatternTimeoutException timeout)
            {
                throw new EvaluationException(timeout.Message);
            }
        };
    }

    /// <summary>Compiles what gives a value.</summary>
    internal static Evaluator Value(Bound bound) => bound switch
    {
        BoundLiteral literal => Constant(literal.Value),
        BoundList list => List(list),
        BoundQuery query => QueryCompiler.Compile(query),
        BoundCall call => CallCompiler.Compile(call),
        BoundDefault choice => Default(Value(choice.Value), Value(choice.Other)),
        BoundIf choice => If(Test(choice.Condition, "if"), Value(choice.Then), Value(choice.Otherwise)),
        BoundUnary { Operator: Operator.Negate } negation => Arithmetic.Negate(negation),
        BoundOperation operation when operation.Operator > Operator.GreaterOrEqual => Arithmetic.Compile(operation),
        _ => Boolean(Test(bound, "")),
    };

    /// <summary>Compiles what must be true or false.</summary>
    /// <param name="bound">The operand.</param>
    /// <param name="where">The operator or function that takes it, for messages.</param>
    internal static Test Test(Bound bound, string where) => bound switch
    {
        BoundExists exists => Exists(exists.Value),
        BoundUnary { Operator: Operator.Not } not => Not(Test(not.Operand, "!")),
        BoundOperation { Operator: Operator.Or } or => Or(Test(or.Left, "||"), Test(or.Right, "||")),
        BoundOperation { Operator: Operator.And } and => And(Test(and.Left, "&&"), Test(and.Right, "&&")),
        BoundOperation operation when operation.Operator.IsComparison() => Comparison.Compile(operation),
        _ => Truth(bound, where),
    };

    private static Evaluator Constant(Value value) => (in Frame _) => value;

    private static Evaluator Boolean(Test test) => (in Frame frame) => Json.Value.Of(test(frame));

    private static Evaluator Default(Evaluator value, Evaluator other) => (in Frame frame) => value(frame) is { IsNothing: false } found ? found : other(frame);

    private static Evaluator If(Test condition, Evaluator then, Evaluator otherwise) => (in Frame frame) => condition(frame) ? then(frame) : otherwise(frame);

    private static Test Not(Test test) => (in Frame frame) => !test(frame);

    private static Test Or(Test left, Test right) => (in Frame frame) => left(frame) || right(frame);

    private static Test And(Test left, Test right) => (in Frame frame) => left(frame) && right(frame);

    private static Test Exists(Bound bound)
    {
        var value = Value(bound);
        // Of a query that may find many values the question is whether it found any.
        return bound is BoundQuery { IsSingular: false }
            ? (in Frame frame) => value(frame) is { IsNothing: false, Count: > 0 }
            : (in Frame frame) => !value(frame).IsNothing;
    }

    private static Evaluator List(BoundList list)
    {
        var items = new Evaluator[list.Items.Length];
        for (var i = 0; i < items.Length; i++)
            items[i] = Value(list.Items[i]);
        return (in Frame frame) =>
        {
            var values = new List<Value>(items.Length);
            foreach (var item in items)
                if (item(frame) is { IsNothing: false } value)
                    values.Add(value);
            return Json.Value.Of(values.ToArray());
        };
    }

    /// <summary>The boolean that something gives; of an allowed Nothing, false.</summary>
    private static Test Truth(Bound bound, string where)
    {
        var evaluator = Value(bound);
        return (in Frame frame) =>
        {
            var value = evaluator(frame);
            return value.Kind switch
            {
                ValueKind.Boolean => value.IsTrue,
                ValueKind.Nothing => false,
                _ => throw new EvaluationException($"{where} takes booleans, and {bound.Shown} is {KindWords.Of(value).NamesWithArticle()}; compare it, or ask exists(…)"),
            };
        };
    }
}

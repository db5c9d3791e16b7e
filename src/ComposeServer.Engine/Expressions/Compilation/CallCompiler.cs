using ComposeServer.Engine.Expressions.Binding;
using ComposeServer.Engine.Expressions.Queries;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Expressions.Compilation;

/// <summary>Compiles calls of functions that look at all their arguments.</summary>
internal static class CallCompiler
{
    internal static Evaluator Compile(BoundCall call)
    {
        var arguments = new Evaluator[call.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = Compiler.Value(call.Arguments[i]);
        var body = call.Function.Body ?? PatternCall.Of(call);
        return (in Frame frame) =>
        {
            var values = new Value[arguments.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = arguments[i](frame);
            if (!Accepted(call, values))
                return Value.Nothing;
            try
            {
                return body(values, frame.Context);
            }
            catch (EvaluationException failure)
            {
                throw new EvaluationException($"{call.Shown}: {failure.Message}");
            }
        };
    }

    /// <summary>Whether every argument is of a kind that the function takes, after remembered texts are taken where only text will do.</summary>
    /// <exception cref="EvaluationException">One is not, outside a filter.</exception>
    private static bool Accepted(BoundCall call, Value[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var accepts = call.Function.ParameterAt(i).Accepts;
            if (ArgumentKind.Accept(ref values[i], accepts))
                continue;
            if (call.InFilter)
                return false;
            throw values[i].IsNothing ? Missing(call, i) : Wrong(call, i, values[i]);
        }

        return true;
    }

    private static EvaluationException Missing(BoundCall call, int index)
    {
        var shown = call.Arguments[index].Shown;
        return new EvaluationException($"{call.Function.Name} needs a value, and {shown} gave nothing; write default({shown}, …)");
    }

    private static EvaluationException Wrong(BoundCall call, int index, Value value) =>
        new($"{call.Function.Signature} takes {call.Function.ParameterAt(index).Accepts.NamesWithArticle()} there, and {call.Arguments[index].Shown} is {KindWords.Of(value).NamesWithArticle()}");
}

using System.Text;
using ComposeServer.Engine.Expressions.Binding;
using ComposeServer.Engine.Expressions.Queries;
using ComposeServer.Engine.Expressions.Syntax;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Compilation;

/// <summary>A singular query, compiled: one step after the other from its origin.</summary>
internal sealed class SingularWalk
{
    private readonly BoundQuery _query;
    private readonly Evaluator _origin;
    private readonly SingularStep[] _steps;

    internal SingularWalk(BoundQuery query, Evaluator origin)
    {
        _query = query;
        _origin = origin;
        _steps = new SingularStep[query.Segments.Length];
        for (var i = 0; i < _steps.Length; i++)
            _steps[i] = query.Segments[i].Syntax.Selectors[0] switch
            {
                NameSelector name => new SingularStep(name.Name, 0),
                IndexSelector index => new SingularStep(null, index.Index),
                _ => throw new InvalidOperationException("A singular query has names and indexes only."),
            };
    }

    internal Value Evaluate(in Frame frame)
    {
        var value = _origin(frame);
        if (value.IsNothing)
            return value;
        for (var i = 0; i < _steps.Length; i++)
        {
            var next = _steps[i].Of(value);
            if (next.IsNothing)
                return IsAllowed(i) ? next : throw MissingValue.At(_query.Written, Path(i), value, _steps[i].Name);
            value = next;
        }

        return value;
    }

    private bool IsAllowed(int step) => _query.Tolerant || (step == 0 && _query.FirstIsOptional);

    private string Path(int steps)
    {
        var path = new StringBuilder(_query.Origin switch
        {
            BoundOrigin.OfRoot root => root.Root.Text,
            BoundOrigin.OfOperand operand => operand.Operand.Shown,
            _ => "",
        });
        for (var i = 0; i < steps; i++)
            path.Append(_query.Segments[i].Syntax);
        return path.ToString();
    }
}

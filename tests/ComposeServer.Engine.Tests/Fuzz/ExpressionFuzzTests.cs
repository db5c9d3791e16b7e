using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tests.Expressions;
using ComposeServer.Engine.Tests.Fuzz.Inputs;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Tests.Fuzz;

/// <summary>Whatever stands where an expression should: it is refused with a place in it, or it runs, and gives a value or fails in the ways that are foretold.</summary>
public sealed class ExpressionFuzzTests
{
    private static readonly string[] References = ["$a", "$a.b", "$a.n", "$t", "$l", "$z", "$input", "$input.x", "$o", "$many"];

    private static readonly JsonElement Roots = JsonText.Parse(
        """{"roots":{"a":{"b":[1,"x",null,{"c":true}],"n":2.5},"t":"text {\"x\":1}","l":[3,1,2],"z":0,"input":{"x":"2026-01-01T00:00:00Z","y":[{"q":1,"n":2}]},"o":{},"many":[[1,2],[3,"a"],{"a":[],"n":1e3}]},"parsed":{"p":"{\"a\": [1, 2]}"},"optional":["y"],"absent":["gone"],"skipped":["s"]}""").ToElement();

    private static readonly string[] Good = Seeds.Expressions();

    [Fact]
    public void Any_expression_is_refused_or_runs()
    {
        var (tried, ran) = (0, 0);
        new FuzzRun("expressions", 55_000).Hold(Make, text =>
        {
            tried++;
            if (Bind(text) is { } expression && Runs(expression))
                ran++;
        }, Shown.Of);
        // Nothing is learnt from what is refused alone.
        Assert.True(tried < 1_000 || ran > tried / 10, $"Of {tried} only {ran} ran.");
    }

    private static string Make(Chance chance) => chance.Below(4) switch
    {
        0 => new GrownExpression(chance, References).Text(chance.Below(4)),
        1 => DamagedText.Of(new GrownExpression(chance, References).Text(chance.Below(3)), chance),
        _ => DamagedText.Of(chance.Of(Good), chance),
    };

    private static Expression? Bind(string text)
    {
        var problems = new List<ExpressionProblem>();
        var expression = text.StartsWith('$') && text.Length % 2 == 0
            ? Expression.BindReference(text, new CaseScope(Roots).Names(), problems)
            : Expression.Bind(text, new CaseScope(Roots).Names(), problems);
        Assert.Equal(expression is null, problems.Exists(problem => !problem.IsWarning));
        Assert.All(problems, problem => Assert.InRange(problem.Position, 0, text.Length));
        return expression;
    }

    // What was foretold of a value holds.
    private static bool Runs(Expression expression)
    {
        try
        {
            var value = expression.Evaluate(new CaseScope(Roots).Values());
            if (value.IsNothing)
                Assert.NotEqual(NothingSource.Never, expression.Nothing);
            else
                Assert.NotEqual(Kinds.None, expression.Type.Kinds & KindWords.Of(value));
            _ = value.ToJson();
            return true;
        }
        catch (Exception e) when (e is EvaluationException or SkippedValueException)
        {
            Assert.NotEmpty(e.Message);
            return false;
        }
    }
}

using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Expressions;

/// <summary>Whatever the text, binding reports and running fails in the two ways that are foretold.</summary>
public sealed class AnyTextTests
{
    private static readonly string[] Pieces =
    [
        "$a", "$b", "$input", ".x", "['y']", "[0]", "[-1]", "[1:]", "[*]", "..z", "[?@.x", "[?", "]", "@", "@.x", "$.x", "?", "(", ")", "[", ",", " ", "\n", "1", "1.5", "-", "1e400",
        "'t'", "\"", "'", "\\", "\\u", "true", "null", "==", "!=", "<", "<=", ">", "&&", "||", "!", "+", "*", "/", "%", "if(", "default(", "exists(", "upper(", "split(", "sort(", "get(",
        "length(", "count(", "match(", "value(", "first(", "date(", "replaceAll(", "slice(", "in", "??", "=>", "{{", "}}", "|", "\0", "😀", "\ud800", "é",
    ];

    private static readonly JsonElement Roots = JsonText.Parse("""{"roots":{"a":{"x":[1,"t",{"y":null}]},"b":[{"x":1},"t",[1]],"input":{"x":"2026-01-01T00:00:00Z"}},"optional":["y"]}""").ToElement();

    [Fact]
    public void Nothing_is_thrown_but_what_is_foretold()
    {
        var random = new Random(7);
        var (bound, ran) = (0, 0);
        for (var i = 0; i < 60_000; i++)
        {
            var scope = new CaseScope(Roots);
            var problems = new List<ExpressionProblem>();
            var text = AnyText(random);
            var expression = i % 4 == 0 ? Expression.BindReference(text, scope.Names(), problems) : Expression.Bind(text, scope.Names(), problems);
            Assert.True(expression is not null || problems.Exists(problem => !problem.IsWarning), text);
            Assert.All(problems, problem => Assert.InRange(problem.Position, 0, text.Length));
            bound += expression is null ? 0 : 1;
            ran += expression is not null && Runs(expression, scope) ? 1 : 0;
        }

        Assert.InRange(bound, 1_000, 60_000);
        Assert.InRange(ran, 500, bound);
    }

    private static bool Runs(Expression expression, CaseScope scope)
    {
        try
        {
            expression.Evaluate(scope.Values()).ToJson();
            return true;
        }
        catch (EvaluationException failure)
        {
            Assert.NotEmpty(failure.Message);
            return false;
        }
    }

    private static string AnyText(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 9); i > 0; i--)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        // Close what is open more often than not, so that much of it is an expression.
        foreach (var c in text.ToString().Reverse())
            if (c is '(' or '[' && random.Next(8) > 0)
                text.Append(c == '(' ? ')' : ']');
        return text.ToString();
    }
}

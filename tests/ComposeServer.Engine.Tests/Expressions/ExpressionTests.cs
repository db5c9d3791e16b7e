using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Tests.Expressions;

public sealed class ExpressionTests
{
    private static readonly JsonElement Roots = JsonText.Parse(
        """{"roots":{"a":{"x":1,"l":[1,2]},"b":[{"y":1}],"c":"t","steps.f.status":"ok"},"skipped":["gone"]}""").ToElement();

    [Fact]
    public void References_are_listed_in_the_order_written_with_how_they_stand()
    {
        var expression = Bind("""if($c == 't' && exists($a.x), default($b[0].y, $a['x']?), $b[?@.y == $a.l[0] || @.z == $c])""");
        Assert.Equal(
            [
                "$c False False ",
                "$a.x True True x",
                "$b[0].y True True ",
                "$a['x']? True True x",
                "$b[?@.y == $a.l[0] || @.z == $c] False True ",
                "$a.l[0] False True l",
                "$c False True ",
            ],
            expression.References.Select(reference => $"{reference.Text} {reference.Tolerant} {reference.Guarded} {reference.FirstName}"));
    }

    [Fact]
    public void A_root_of_several_names_leaves_the_segments_after_it()
    {
        var expression = Bind("$steps.f.status");
        Assert.Equal("$steps.f.status", expression.References[0].Root.Text);
        Assert.Null(expression.References[0].FirstName);
        Assert.Equal("ok", expression.Evaluate(new CaseScope(Roots).Values()).Text());
    }

    [Theory]
    [InlineData("$a.x", true)]
    [InlineData("$a.x?", true)]
    [InlineData(" $a ", true)]
    [InlineData("$a.x + 1", false)]
    [InlineData("first($b)", false)]
    public void Knows_whether_it_is_one_reference(string text, bool is_reference) => Assert.Equal(is_reference, Bind(text).IsReference);

    [Theory]
    [InlineData("$a.x", "Never")]
    [InlineData("$a.x?", "Reference")]
    [InlineData("$a.l[*]", "Never")]
    [InlineData("first($b)", "Function")]
    [InlineData("first($b).y", "Function")]
    [InlineData("first($b).y?", "Reference")]
    [InlineData("default($a.x?, 1)", "Never")]
    [InlineData("if(true, first($b), $a.x?)", "Reference")]
    [InlineData("if(true, first($b), 1)", "Function")]
    [InlineData("$a.x? == 1", "Never")]
    [InlineData("[$a.x?]", "Never")]
    public void Says_why_it_may_give_nothing(string text, string source)
    {
        var expression = Bind(text);
        Assert.Equal(source, expression.Nothing.ToString());
        Assert.Equal(source != "Never", expression.Type.MayBeNothing);
    }

    [Theory]
    [InlineData("1 + 2", "Integer")]
    [InlineData("1 / 2", "Number")]
    [InlineData("1.5", "Fraction")]
    [InlineData("'a'", "Text")]
    [InlineData("!true", "Boolean")]
    [InlineData("[1]", "List")]
    [InlineData("if($a.x == 1, 1, 'a')", "Integer, Text")]
    [InlineData("first(split($c, ','))", "Text")]
    [InlineData("parseJson($c)", "Any")]
    [InlineData("merge($a)", "Object")]
    [InlineData("slice($c, 1)", "Text, List")]
    public void Knows_the_type_of_its_value(string text, string kinds) => Assert.Equal(Enum.Parse<Kinds>(kinds), Bind(text).Type.Kinds);

    [Fact]
    public void A_list_that_is_passed_on_whole_remembers_its_text()
    {
        var scope = new CaseScope(JsonText.Parse("""{"parsed":{"doc":"[1, 2]"}}""").ToElement());
        Assert.Equal("[1, 2]", Expression.Bind("$doc", scope.Names(), [])!.Evaluate(scope.Values()).SourceText);
    }

    [Fact]
    public void Several_problems_are_reported_at_once()
    {
        var problems = new List<ExpressionProblem>();
        Assert.Null(Expression.Bind("upper(1) == frob($nobody) && 'x' * 2 > 1", new CaseScope(Roots).Names(), problems));
        Assert.Equal(["wrong_type", "unknown_function", "unknown_root", "wrong_type"], problems.Select(problem => problem.Code));
        Assert.Equal([6, 12, 17, 29], problems.Select(problem => problem.Position));
    }

    [Fact]
    public void A_regular_expression_that_takes_too_long_fails()
    {
        var scope = new CaseScope(JsonText.Parse("{\"roots\":{\"t\":\"" + new string('c', 1_000_000) + "\"}}").ToElement());
        var expression = Expression.Bind("search($t, '(([a-z])|([a-z]{1,50})){1,100}Z')", scope.Names(), [])!;
        Assert.Contains("1 s", Assert.Throws<EvaluationException>(() => expression.Evaluate(scope.Values())).Message);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_character()
    {
        foreach (var text in (string[])["'\ud800'", "'\udc00'", "'a\udc00\ud800'", "'\ud800", "$a['\ud800x']", "$a.\ud800", "$a.x\udc00", "$a.x\ud800y"])
        {
            var problems = new List<ExpressionProblem>();
            Assert.Null(Expression.Bind(System.Text.RegularExpressions.Regex.Unescape(text), new CaseScope(Roots).Names(), problems));
            Assert.StartsWith("half of a surrogate pair stands in a", Assert.Single(problems).Message);
        }
    }

    internal static Expression Bind(string text)
    {
        var problems = new List<ExpressionProblem>();
        return Expression.Bind(text, new CaseScope(Roots).Names(), problems) ?? throw new InvalidOperationException(string.Join("; ", problems));
    }
}

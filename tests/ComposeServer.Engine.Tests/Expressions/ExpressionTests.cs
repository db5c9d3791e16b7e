using System.Text.Json;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Expressions.Syntax;
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
    [InlineData("first($b)[*]", "Never")]
    [InlineData("upper($c)", "Never")]
    [InlineData("$a.l[0:1]", "Never")]
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
    [InlineData("first([1, 'a'])", "Integer, Text")]
    [InlineData("first([1, 2])", "Integer")]
    [InlineData("first([])", "Any")]
    [InlineData("-(1)", "Integer")]
    [InlineData("-(1.5)", "Number")]
    [InlineData("1 + 1.5", "Number")]
    [InlineData("1.5 * 1", "Number")]
    [InlineData("sum([1, 2])", "Integer")]
    [InlineData("sum([1, 1.5])", "Number")]
    [InlineData("sum($a.l)", "Number")]
    [InlineData("round(1.5)", "Integer")]
    [InlineData("round(1.5, 1)", "Number")]
    [InlineData("slice([1], 0)", "List")]
    [InlineData("slice('a', 0)", "Text")]
    [InlineData("first(slice([1], 0))", "Integer")]
    [InlineData("first(sort(['a']))", "Text")]
    [InlineData("first(sortBy([1], 'a'))", "Integer")]
    [InlineData("first(unique(['a']))", "Text")]
    [InlineData("first(concat([1], ['a']))", "Integer, Text")]
    [InlineData("first(zip([1], [2]))", "List")]
    [InlineData("first(keys($a))", "Text")]
    [InlineData("first(values($a))", "Any")]
    [InlineData("last([1])", "Integer")]
    [InlineData("min([1])", "Integer")]
    [InlineData("max(['a'])", "Text")]
    [InlineData("get([1], 0)", "Integer")]
    [InlineData("value([true])", "Boolean")]
    [InlineData("default(1, 'a')", "Integer, Text")]
    [InlineData("exists($a)", "Boolean")]
    [InlineData("number('1')", "Number")]
    [InlineData("boolean('true')", "Boolean")]
    [InlineData("json(1)", "Text")]
    [InlineData("length('a')", "Integer")]
    [InlineData("count([1])", "Integer")]
    [InlineData("match('a', 'a')", "Boolean")]
    [InlineData("capture('a', 'a')", "Text")]
    [InlineData("first(captures('a', 'a'))", "Text")]
    [InlineData("now()", "Text")]
    [InlineData("date(0)", "Text")]
    [InlineData("parseJson($c)", "Any")]
    [InlineData("merge($a)", "Object")]
    [InlineData("slice($c, 1)", "Text, List")]
    public void Knows_the_type_of_its_value(string text, string kinds) => Assert.Equal(Enum.Parse<Kinds>(kinds), Bind(text).Type.Kinds);

    [Theory]
    [InlineData("(1+2)*3", "(1 + 2) * 3")]
    [InlineData("1+(2*3)", "1 + 2 * 3")]
    [InlineData("1-(2-3)", "1 - (2 - 3)")]
    [InlineData("(1-2)-3", "1 - 2 - 3")]
    [InlineData("8/(4/2)%3", "8 / (4 / 2) % 3")]
    [InlineData("(1<2)==true", "(1 < 2) == true")]
    [InlineData("true!=(1>=2)", "true != (1 >= 2)")]
    [InlineData("1<=2||(1>2&&true)", "1 <= 2 || 1 > 2 && true")]
    [InlineData("(true||false)&&true", "(true || false) && true")]
    [InlineData("!(true&&false)", "!(true && false)")]
    [InlineData("!!$a.x", "!!$a.x")]
    [InlineData("-(1)", "- 1")]
    [InlineData("-(1+2)", "-(1 + 2)")]
    [InlineData("-$a.x", "-$a.x")]
    [InlineData("$a['x']", "$a.x")]
    [InlineData("$a[\"x y\"]", "$a['x y']")]
    [InlineData("$a[ * ] ", "$a[*]")]
    [InlineData("$a.*", "$a[*]")]
    [InlineData("$a..x", "$a..x")]
    [InlineData("$a..['x y']", "$a..['x y']")]
    [InlineData("$a..*", "$a..[*]")]
    [InlineData("$a[0,-1,'x']", "$a[0, -1, 'x']")]
    [InlineData("$a[ 1 : 2 : -3 ]", "$a[1:2:-3]")]
    [InlineData("$a[:]", "$a[:]")]
    [InlineData("$a[::2]", "$a[::2]")]
    [InlineData("$a[?@.x==1&&(@.y||!$.z)].w", "$a[?@.x == 1 && (@.y || !$.z)].w")]
    [InlineData("first($a[*])  [0]?", "first($a[*])[0]?")]
    [InlineData("(1+2)[0]", "(1 + 2)[0]")]
    [InlineData("if( true ,1.0,'a')", "if(true, 1.0, 'a')")]
    [InlineData("[ 1,[ ],null ]", "[1, [], null]")]
    [InlineData("$a..['x y',0]", "$a..['x y', 0]")]
    [InlineData("$a['']", "$a['']")]
    [InlineData("$a['1x']", "$a['1x']")]
    public void Is_written_in_one_way(string text, string written) => Assert.Equal(written, Parser.ReadExpression(text).ToString());

    [Fact]
    public void A_list_that_is_passed_on_whole_remembers_its_text()
    {
        var scope = new CaseScope(JsonText.Parse("""{"parsed":{"doc":"[1, 2]"}}""").ToElement());
        Assert.Equal("[1, 2]", Expression.Bind("$doc", scope.Names(), [])!.Evaluate(scope.Values()).SourceText);
    }

    [Fact]
    public void What_stands_behind_a_condition_is_guarded_and_what_stands_beside_it_is_not() => Assert.Equal(
        ["$a.x False", "$c True", "$b[?@.y == $a.x || @.z == $c] False", "$a.x False", "$c True", "$a.x False", "$c True", "$b[0] False"],
        Bind("[$a.x == 1 && $c == 't', $b[?@.y == $a.x || @.z == $c], if($a.x == 1, $c, 1), $b[0]]").References.Select(reference => $"{reference.Text} {reference.Guarded}"));

    [Theory]
    [InlineData("get(merge($a), true)", "wrong_type")]
    [InlineData("get([1], true)", "wrong_type")]
    [InlineData("true < false", "wrong_type")]
    [InlineData("upper(1, 2)", "wrong_argument_count")]
    [InlineData("1 + upper($nobody.x)", "wrong_type")]
    public void One_fault_is_one_problem(string text, string code)
    {
        var problems = new List<ExpressionProblem>();
        Assert.Null(Expression.Bind(text, new CaseScope(Roots).Names(), problems));
        Assert.Single(problems, problem => problem.Code != "unknown_root");
        Assert.Contains(code, problems.Select(problem => problem.Code));
    }

    [Theory]
    [InlineData("$[?lenth(@.a) == 1]", "there is no function lenth")]
    [InlineData("$[?upper(@.a) == 'x']", "there is no function upper")]
    public void A_query_that_stands_alone_knows_only_the_functions_of_the_standard(string query, string message)
    {
        Assert.False(JsonPath.TryParse(query, out _, out var problems));
        var problem = Assert.Single(problems);
        Assert.Equal(message, problem.Message);
        Assert.Null(problem.Suggestion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("@.a")]
    [InlineData(" $")]
    [InlineData("$ ")]
    [InlineData("$.a ")]
    [InlineData("$.a $.b")]
    [InlineData("$.a?")]
    public void A_query_that_stands_alone_is_a_dollar_and_segments_and_nothing_else(string query)
    {
        Assert.False(JsonPath.TryParse(query, out _, out var problems));
        Assert.Equal("syntax", Assert.Single(problems).Code);
        Assert.NotEmpty(problems[0].Message);
    }

    [Fact]
    public void Several_problems_are_reported_at_once()
    {
        var problems = new List<ExpressionProblem>();
        Assert.Null(Expression.Bind("upper(1) == frob($nobody) && 'x' * 2 > 1", new CaseScope(Roots).Names(), problems));
        Assert.Equal(["wrong_type", "unknown_function", "unknown_root", "wrong_type"], problems.Select(problem => problem.Code));
        Assert.Equal([6, 12, 17, 29], problems.Select(problem => problem.Position));
        problems.Clear();
        Assert.Null(Expression.Bind("$nobody[?frob(@, $noone)] && lower($a.x, frob(1, 2))", new CaseScope(Roots).Names(), problems));
        Assert.Equal(["unknown_root", "unknown_function", "unknown_root", "wrong_argument_count", "unknown_function"], problems.Select(problem => problem.Code));
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
            var problem = Assert.Single(problems);
            Assert.Equal("syntax", problem.Code);
            Assert.StartsWith("half of a surrogate pair stands in a", problem.Message);
        }
    }

    internal static Expression Bind(string text)
    {
        var problems = new List<ExpressionProblem>();
        return Expression.Bind(text, new CaseScope(Roots).Names(), problems) ?? throw new InvalidOperationException(string.Join("; ", problems));
    }
}

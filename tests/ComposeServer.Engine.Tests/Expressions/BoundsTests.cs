using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Expressions;

public sealed class BoundsTests
{
    private static readonly string Deep = Repeat("(", 100_000) + "1" + Repeat(")", 100_000);

    [Theory]
    [InlineData("(", "1", ")", 64)]
    [InlineData("[", "1", "]", 64)]
    [InlineData("string(", "1", ")", 64)]
    [InlineData("!", "true", "", 64)]
    [InlineData("- ", "1", "", 64)]
    [InlineData("$b[?@", "", "]", 64, "$b", "[?@")]
    public void Nesting_goes_so_deep_and_no_deeper(string open, string inner, string close, int most, string first = "", string next = "")
    {
        string Nested(int levels) => first.Length > 0 ? first + Repeat(next, levels) + inner + Repeat(close, levels) : Repeat(open, levels) + inner + Repeat(close, levels);
        Assert.NotNull(Expression.Bind(Nested(most), Names(), []));
        AssertProblem(Nested(most + 1), "too_deep");
    }

    public static TheoryData<string, string> Excessive() => new()
    {
        { Deep, "too_deep" },
        { Repeat("!", 100_000) + "true", "too_deep" },
        { "1" + Repeat(" + 1", 100_000), "too_deep" },
        { "true" + Repeat(" && true", 100_000), "too_deep" },
        { "$b[?@.a" + Repeat(" || @.a", 100_000) + "]", "too_deep" },
        { "[1" + Repeat(", 1", 1_000) + "]", "too_long" },
        { "concat($b" + Repeat(", $b", 1_000) + ")", "too_long" },
        { "$b[0" + Repeat(", 0", 1_000) + "]", "too_long" },
    };

    [Theory]
    [MemberData(nameof(Excessive))]
    public void Excess_is_a_problem_and_no_crash(string text, string code) => AssertProblem(text, code);

    [Theory]
    [InlineData("", "1", " + 1", "", 399)]
    [InlineData("0 + round(", "1", " + 1", ")", 397)]
    [InlineData("0 == [", "1", " + 1", "]", 397)]
    [InlineData("-(", "1", " + 1", ")", 398)]
    [InlineData("0 == [0, ", "1", " + 1", ", 0]", 397)]
    [InlineData("", "true", " && true", "", 399)]
    [InlineData("0 == $b[0, ?@", "", " && @", ", 0]", 396)]
    [InlineData("first($b)[?@", "", " && @", "]", 397)]
    [InlineData("([1", "", " + 1", "])[0]", 397)]
    public void So_many_operators_follow_one_another_and_no_more(string open, string first, string next, string close, int most)
    {
        string Row(int operators) => open + first + Repeat(next, operators) + close;
        Assert.NotNull(Expression.Bind(Row(most), Names(), []));
        AssertProblem(Row(most + 1), "too_deep");
    }

    [Theory]
    [InlineData("[(1)", ", (1)", "]")]
    [InlineData("[!true", ", !true", "]")]
    [InlineData("[now()", ", now()", "]")]
    [InlineData("[[1]", ", [1]", "]")]
    [InlineData("[$b[0]", ", $b[0]", "]")]
    [InlineData("$b[?(@)", " && (@)", "]")]
    public void What_stands_side_by_side_is_not_nested(string first, string next, string close) =>
        Assert.NotNull(Expression.Bind(first + Repeat(next, 70) + close, Names(), []));

    [Fact]
    public void Parentheses_in_a_filter_nest_like_others()
    {
        Assert.NotNull(Expression.Bind("$b[?" + Repeat("(", 63) + "@" + Repeat(")", 63) + "]", Names(), []));
        AssertProblem("$b[?" + Repeat("(", 64) + "@" + Repeat(")", 64) + "]", "too_deep");
    }

    [Fact]
    public void Three_hundred_operators_in_a_row_run() => Assert.Equal("301", Evaluate("1" + Repeat(" + 1", 300)).ToJson());

    [Theory]
    [InlineData("replace($long, 'a', $long)")]
    [InlineData("replaceAll('b b b', 'b', $long)")]
    [InlineData("replaceAll('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'b', $long)")]
    [InlineData("replaceAll(join([$long, 'b b b b'], ''), 'b', \"$`\")")]
    [InlineData("join([$long, $long, $long], '')")]
    [InlineData("string([$long, $long, $long])")]
    [InlineData("json([$long, $long, $long])")]
    public void A_text_does_not_grow_over_8_MiB(string text) =>
        Assert.Contains("more than 8 MiB", Assert.Throws<EvaluationException>(() => Evaluate(text)).Message);

    [Fact]
    public void A_list_does_not_grow_over_a_million_items() =>
        Assert.Contains("1000000 items", Assert.Throws<EvaluationException>(() => Evaluate("split($long, '')")).Message);

    [Fact]
    public void A_query_that_would_run_for_minutes_fails() =>
        Assert.Contains("narrow it down", Assert.Throws<EvaluationException>(() => Evaluate("$many[?count($.*) == count($[?count($.*) > @])]")).Message);

    [Fact]
    public void A_query_that_would_give_millions_fails() =>
        Assert.Contains("narrow it down", Assert.Throws<EvaluationException>(() => Evaluate($"$many[{Repeat("*, ", 900)}*]")).Message);

    [Fact]
    public void A_number_of_a_million_digits_compares_at_once()
    {
        var scope = new CaseScope(JsonText.Parse("{\"roots\":{\"n\":1" + Repeat("0", 1_000_000) + "}}").ToElement());
        Assert.True(Expression.Bind("$n > 1", scope.Names(), [])!.Evaluate(scope.Values()).IsTrue);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static CaseScope Case() => new(JsonText.Parse(
        $$$"""{"roots":{"b":[1],"long":"{{{Repeat("a", 3_000_000)}}}","many":[{{{string.Join(',', Enumerable.Range(0, 2_000))}}}]}}""").ToElement());

    private static Scope Names() => new CaseScope(JsonText.Parse("""{"roots":{"b":[1]}}""").ToElement()).Names();

    private static Value Evaluate(string text)
    {
        var scope = Case();
        return Expression.Bind(text, scope.Names(), [])!.Evaluate(scope.Values());
    }

    private static void AssertProblem(string text, string code)
    {
        var problems = new List<ExpressionProblem>();
        Assert.Null(Expression.Bind(text, Names(), problems));
        Assert.Equal(code, Assert.Single(problems).Code);
        Assert.NotEmpty(problems[0].Message);
    }
}

using System.Text.RegularExpressions;
using ComposeServer.Engine.Patterns;
using ComposeServer.Engine.Tests.Fuzz.Inputs;

namespace ComposeServer.Engine.Tests.Patterns;

public sealed class PatternTests
{
    private static Pattern Of(string expression, PatternSyntax syntax = PatternSyntax.EcmaScript)
    {
        Assert.True(Pattern.TryCreate(expression, syntax, out var pattern, out var problem), problem);
        return pattern;
    }

    [Theory]
    [InlineData(@"b", "abc", true)]
    [InlineData(@"^b", "abc", false)]
    [InlineData(@"^a$", "a\n", false)]
    [InlineData(@"^.$", "🐲", true)]
    [InlineData(@"^..$", "🐲", false)]
    [InlineData(@"^🐲*$", "🐲🐲", true)]
    [InlineData(@"^🐲*$", "🐉", false)]
    [InlineData(@"^\u{1F432}$", "🐲", true)]
    [InlineData(@"^\uD83D\uDC32+$", "🐲🐲", true)]
    [InlineData(@"^[😀-😎]$", "😅", true)]
    [InlineData(@"^[😀-😎]$", "😏", false)]
    [InlineData(@"^[^😀-😎]$", "😅", false)]
    [InlineData(@"^[^😀-😎]$", "😏", true)]
    [InlineData(@"^[^a]$", "🐲", true)]
    [InlineData(@"^\D$", "🐲", true)]
    [InlineData(@"^[^]$", "\n", true)]
    [InlineData(@"[]", "a", false)]
    [InlineData(@"^.$", "\u2028", false)]
    [InlineData(@"^\d$", "٣", false)]
    [InlineData(@"^\p{Nd}$", "٣", true)]
    [InlineData(@"^\p{digit}$", "𝟙", true)]
    [InlineData(@"^\p{Lu}$", "𝒜", true)]
    [InlineData(@"^\P{L}$", "é", false)]
    [InlineData(@"^\p{LC}\p{ASCII}\p{Any}\p{AHex}\p{Assigned}\p{White_Space}$", "éa🐲fé\u0085", true)]
    [InlineData(@"^\p{ASCII}$", "é", false)]
    [InlineData(@"^[\w-\d]$", "-", true)]
    [InlineData(@"^\p{gc=Letter}+$", "éa", true)]
    [InlineData(@"^[\p{L}\d]+$", "é1", true)]
    [InlineData(@"^\w$", "é", false)]
    [InlineData(@"^\s$", "\ufeff", true)]
    [InlineData(@"^\cC\x41\0\v$", "\u0003A\0\v", true)]
    [InlineData(@"^[\b]$", "\b", true)]
    [InlineData(@"^(?<a>x)(y)$", "xy", true)]
    [InlineData(@"^[\w\-.]+@[a-z]{2,3}$", "a-b.c@xy", true)]
    [InlineData(@"^[\w-.]+$", "a-b.c", true)]
    [InlineData(@"^a{2}}$", "aa}", true)]
    [InlineData(@"^\@\_$", "@_", true)]
    [InlineData(@"\bfoo\b", "a foo b", true)]
    [InlineData(@"^a+?|b$", "xb", true)]
    [InlineData(@"^.{1,2000}$", "abc", true)]
    public void Searches_as_ecma_262_says(string expression, string text, bool found) => Assert.Equal(found, Of(expression).IsMatch(text));

    [Theory]
    [InlineData(".", "\u2028", true)]
    [InlineData(".", "\r", false)]
    [InlineData("a.b", "a𐄁b", true)]
    [InlineData("a|bc", "abc", false)]
    [InlineData("^ab.*", "abc", true)]
    [InlineData(@"\p{Lu}", "Ж", true)]
    [InlineData(@"a\[.c", "a[ c", true)]
    public void Matches_whole_texts_as_rfc_9485_says(string expression, string text, bool matches) =>
        Assert.Equal(matches, Of(expression, PatternSyntax.IRegexp).IsWholeMatch(text));

    [Theory]
    [InlineData("(?=a)", "look-around")]
    [InlineData("(?<!a)b", "look-around")]
    [InlineData(@"(a)\1", "back-reference")]
    [InlineData(@"(?<n>a)\k<n>", "back-reference")]
    [InlineData("(a{1000}){1000}", "too large")]
    [InlineData(@"\2(a)", "refers to group 2")]
    [InlineData(@"\k<x>", "group that it does not have")]
    [InlineData("(a", "a ( without its )")]
    [InlineData("a)", "a ) without its (")]
    [InlineData("[a", "a [ without its ]")]
    [InlineData("*a", "nothing before it")]
    [InlineData("a**", "nothing before it")]
    [InlineData("^*", "after an assertion")]
    [InlineData("a{2,1}", "at least more often")]
    [InlineData("a{99999999999}", "too often")]
    [InlineData("a{,5}", @"write \{")]
    [InlineData("[b-a]", "ends before it begins")]
    [InlineData(@"\a", "backslash")]
    [InlineData(@"a\Z", "backslash")]
    [InlineData("a\\", "ends in a backslash")]
    [InlineData(@"\p{Script=Greek}", "only general categories")]
    [InlineData(@"\p{Foo}", "not known")]
    [InlineData(@"\pL", "without a name")]
    [InlineData("(?i)a", "begins no kind of group")]
    [InlineData("(?<a>x)(?<a>y)", "one name to two groups")]
    [InlineData("(?<1>x)", "not an identifier")]
    [InlineData(@"\u{110000}", "code point")]
    [InlineData(@"\uD800", "surrogate")]
    [InlineData(@"\xZ0", "hexadecimal")]
    public void Refuses_with_the_reason(string expression, string reason)
    {
        Assert.False(Pattern.TryCreate(expression, out _, out var problem));
        Assert.Contains(reason, problem);
    }

    [Fact]
    public void Refuses_what_is_too_long_or_nests_too_deep()
    {
        Assert.False(Pattern.TryCreate(new string('a', 10_001), out _, out var length));
        Assert.Contains("longer than 10000", length);
        Assert.False(Pattern.TryCreate(new string('(', 101) + new string(')', 101), out _, out var nesting));
        Assert.Contains("deeper than 100", nesting);
        Assert.False(Pattern.TryCreate(string.Concat(Enumerable.Repeat(@"\p{L}", 500)), out _, out var size));
        Assert.Contains("too large", size);
        Assert.False(Pattern.TryCreate(string.Concat(Enumerable.Range(0x4E00, 201).Select(char.ConvertFromUtf32)), out _, out var classes));
        Assert.Contains("more than 200 different", classes);
    }

    [Theory]
    [InlineData("a(b)?", "xaby a", "[$1]", "x[b]y []")]
    [InlineData("b", "abc", "<$&$$>", "a<b$>c")]
    [InlineData("b", "abc", "$`$'", "aacc")]
    [InlineData("(?<l>a)(b)", "ab", "$2$<l>$3$01", "ba$3a")]
    [InlineData("x*", "🐲", "-", "-🐲-")]
    [InlineData("z", "abc", "!", "abc")]
    [InlineData("b", "abc", "", "ac")]
    [InlineData("(b)", "abc", "$", "a$c")]
    [InlineData("(b)", "abc", "$x$<y>", "a$x$<y>c")]
    [InlineData("(?<y>b)", "abc", "$<y", "a$<yc")]
    [InlineData("(?<y>b)", "abc", "[$<z>]", "a[]c")]
    public void Replaces_as_javascript_does(string expression, string text, string replacement, string result) =>
        Assert.Equal(result, Of(expression).Replace(text, replacement));

    [Fact]
    public void Captures_the_first_group_or_else_the_match()
    {
        Assert.Equal("12", Of(@"id=(\d+)").Capture("id=12 id=3"));
        Assert.Equal("id=12", Of(@"id=\d+").Capture("id=12 id=3"));
        Assert.Null(Of(@"id=(\d+)").Capture("none"));
        Assert.Equal(["12", "3"], Of(@"id=(\d+)").Captures("id=12 id=3"));
        Assert.Equal(["", "x"], Of("a(x)?").Captures("a ax"));
        Assert.Equal("a", Of("(?<n>a)(b)").Capture("ab"));
    }

    [Fact]
    public void A_match_that_takes_too_long_is_ended()
    {
        var pattern = Of("(?:[a-z]|(?:[a-z]{1,50})){1,100}Z");
        Assert.Throws<PatternTimeoutException>(() => pattern.IsMatch(new string('c', 1_000_000)));
    }

    [Theory]
    [InlineData("([a-z]|[a-z]{1,50}){1,100}Z")]
    [InlineData("(a[ab]{1,200}b[ab]{1,200}){1,2}Z")]
    [InlineData("([ab]{1,300}|a[ab]{1,290}b)*Z")]
    public void A_match_that_the_linear_engine_would_not_end_in_minutes_is_ended(string expression)
    {
        var pattern = Of(expression);
        Assert.Throws<PatternTimeoutException>(() => pattern.IsMatch(Letters.Of(9_000, 1)));
        Assert.True(pattern.IsMatch("abbaZ"));
    }

    [Theory]
    [InlineData("([ab]|[ab]{1,5}){1,4}b")]
    [InlineData("(a[ab]{1,3}b[ab]{1,3}){1,2}")]
    [InlineData("([ab]{1,3}|a[ab]{1,2}b){2,4}aa")]
    [InlineData("(a|b|ab|ba|aa){2,9}bb")]
    [InlineData("^(?:(a{0,3}){0,3}b?){0,5}")]
    public void Both_engines_say_the_same_of_a_text(string expression)
    {
        var (linear, backtracking) = Engines(expression);
        for (var seed = 0; seed < 200; seed++)
        {
            var text = Letters.Of(5 + (seed % 20), seed);
            Assert.Equal(linear.Anywhere.IsMatch(text), backtracking.Anywhere.IsMatch(text));
            Assert.Equal(linear.Whole.IsMatch(text), backtracking.Whole.IsMatch(text));
        }
    }

    [Theory]
    [InlineData("(a|ab)(b|ba)*?b")]
    [InlineData("(?:a|b|ab)*ab")]
    [InlineData("(a+)(b+)?a")]
    [InlineData("[ab]{2,3}b")]
    [InlineData("a*?b{2}|ba")]
    [InlineData("(a|ab|aba)+")]
    public void Both_engines_find_the_same_where_no_loops_multiply(string expression)
    {
        var (linear, backtracking) = Engines(expression);
        for (var seed = 0; seed < 200; seed++)
        {
            var text = Letters.Of(5 + (seed % 20), seed);
            Assert.Equal(backtracking.Anywhere.Matches(text).Select(match => match.Value), linear.Anywhere.Matches(text).Select(match => match.Value));
        }
    }

    // The first alternative comes first; the linear engine would take more.
    [Theory]
    [InlineData("(a|ab){1,3}b", "abbabaa", "<ab>b<ab>aa")]
    [InlineData("([ab]|[ab]{1,5}){1,4}b", "abbaababab", "<abbaabab><ab>")]
    public void Where_loops_multiply_a_match_is_ECMAScripts(string expression, string text, string replaced) =>
        Assert.Equal(replaced, Of(expression).Replace(text, "<$&>"));

    [Fact]
    public void Matches_that_are_each_short_are_not_together_for_ever()
    {
        using var time = PatternTime.Begin();
        PatternTime.Spend(TimeSpan.FromSeconds(4));
        using (PatternTime.Begin())
            Assert.Throws<PatternTimeoutException>(() => PatternTime.Spend(TimeSpan.FromSeconds(2)));
    }

    [Theory]
    [InlineData("^.{1,2000}$", 0)]
    [InlineData("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", 15)]
    [InlineData(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", 0)]
    [InlineData("(a|b|ab)*c", 0)]
    [InlineData("(a|b|ab){2,30}c", 120)]
    [InlineData("(a{1,9}b)*", 10)]
    [InlineData("((a{1,9}b){3}c)?", 30)]
    [InlineData("((a{0,50}){0,50}){0,50}b", 100_000)]
    public void Knows_which_loops_multiply(string expression, int heavy)
    {
        var translator = new PatternTranslator(expression, PatternSyntax.EcmaScript, strict: false);
        translator.Translate();
        Assert.Equal(heavy, translator.Weight.Heavy);
    }

    [Theory]
    [InlineData(@"(?=a)(b)\1", true)]
    [InlineData("a]", false)]
    [InlineData(@"\-", false)]
    [InlineData(@"[\-]", true)]
    [InlineData(@"[\w-a]", false)]
    [InlineData(@"^\S(|(.|\n)*\S)\Z", false)]
    [InlineData(@"\a", false)]
    public void Knows_what_ecma_262_takes_to_the_letter(string expression, bool valid) => Assert.Equal(valid, Pattern.IsEcmaScript(expression));

    [Fact]
    public void A_cached_pattern_is_compiled_once()
    {
        Assert.True(Pattern.Cached("cached[a-z]", PatternSyntax.EcmaScript, out var first, out _));
        Assert.True(Pattern.Cached("cached[a-z]", PatternSyntax.EcmaScript, out var second, out _));
        Assert.Same(first, second);
        Assert.False(Pattern.Cached("(", PatternSyntax.IRegexp, out _, out var problem));
        Assert.Contains("without", problem);
    }

    [Fact]
    public void A_full_cache_starts_anew()
    {
        var cache = new PatternCache(2);
        foreach (var expression in (string[])["a", "b", "c"])
            cache.Get(expression, PatternSyntax.EcmaScript);
        cache.Get(new string('a', 10_001), PatternSyntax.EcmaScript);
        Assert.Equal(1, cache.Count);
    }

    private static (PatternEngine Linear, PatternEngine Backtracking) Engines(string expression) =>
        (new PatternEngine(expression, RegexOptions.NonBacktracking), new PatternEngine(expression, RegexOptions.None));
}

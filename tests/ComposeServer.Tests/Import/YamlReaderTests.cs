using ComposeServer.Import;
using ComposeServer.Import.Yaml;

namespace ComposeServer.Tests.Import;

/// <summary>YAML 1.2, in the core schema (YAML 1.2.2, section 10.3).</summary>
public sealed class YamlReaderTests
{
    private static string Json(string yaml)
    {
        var problems = new List<SourceProblem>();
        var documents = YamlReader.Read(yaml, problems);
        Assert.Empty(problems);
        return SourceText.ToValue(Assert.Single(documents)).ToJson();
    }

    private static string[] Problems(string yaml)
    {
        var problems = new List<SourceProblem>();
        YamlReader.Read(yaml, problems);
        return [.. problems.Select(p => $"{p.Place.Line}:{p.Place.Column} {p.Code}")];
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("~", "null")]
    [InlineData("a:", """{"a":null}""")]
    [InlineData("true", "true")]
    [InlineData("False", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("on: off", """{"on":"off"}""")]
    [InlineData("'5'", "\"5\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("1.0", "1.0")]
    [InlineData("1e400", "1e400")]
    [InlineData("-0", "-0")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("+12", "12")]
    [InlineData("007", "7")]
    [InlineData("-08.50", "-8.50")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5.0")]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("0b1", "\"0b1\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("2024-01-02", "\"2024-01-02\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("!!str 5", "\"5\"")]
    [InlineData("! 5", "\"5\"")]
    [InlineData("!!int \"5\"", "5")]
    [InlineData("{1: a, true: b, null: c, 007: d}", """{"1":"a","true":"b","null":"c","007":"d"}""")]
    [InlineData("- |\n  a\n  b\n- >-\n  a\n  b", """["a\nb\n","a b"]""")]
    [InlineData("a: &x [1, {b: 2}]\nc: *x\nd: *x", """{"a":[1,{"b":2}],"c":[1,{"b":2}],"d":[1,{"b":2}]}""")]
    [InlineData("'<<': 1", """{"<<":1}""")]
    [InlineData("""{"a": "\u00e9\/\t", "b": [1.50, null]}""", """{"a":"é/\t","b":[1.50,null]}""")]
    [InlineData("# only\na: 1 # here\n...", """{"a":1}""")]
    public void Gives_the_json_that_it_stands_for(string yaml, string json) => Assert.Equal(json, Json(yaml));

    [Theory]
    [InlineData("a: 1\nb:\n  c: 1\n  c: 2", "4:3 duplicate_key")]
    [InlineData("{1: a, \"1\": b}", "1:8 duplicate_key")]
    [InlineData("a: &x {b: 1}\nc:\n  <<: *x", "3:3 merge_key")]
    [InlineData("a: *nothing", "1:4 unknown_anchor")]
    [InlineData("a: &x [*x]", "1:8 recursive_alias")]
    [InlineData("a: .inf", "1:4 yaml_number")]
    [InlineData("a: !foo 1", "1:4 yaml_tag")]
    [InlineData("a: !!int x", "1:4 yaml_tag")]
    [InlineData("? [a]\n: 1", "1:3 yaml_key")]
    [InlineData("a: [1\nb: 2", "1:4 yaml_syntax", "2:1 yaml_syntax", "2:2 yaml_syntax")]
    [InlineData("a: 'x", "1:4 yaml_syntax", "1:6 yaml_syntax")]
    [InlineData("a: 1\n\tb: 2", "1:4 yaml_syntax", "2:1 yaml_syntax", "2:2 yaml_syntax")]
    public void Says_where_it_is_wrong(string yaml, params string[] places) => Assert.Contains(Assert.Single(Problems(yaml)), places);

    [Fact]
    public void Says_all_that_is_wrong() =>
        Assert.Equal(["1:4 yaml_number", "2:1 duplicate_key", "3:1 merge_key"], Problems("a: .nan\na: 1\n<<: {b: 1}"));

    [Fact]
    public void Aliases_that_would_fill_the_memory_are_refused()
    {
        var yaml = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
        foreach (var (name, before) in "bcdefghij".Zip("abcdefghi"))
            yaml += $"{name}: &{name} [{string.Join(',', Enumerable.Repeat($"*{before}", 10))}]\n";
        Assert.Contains("aliases", Refusal(yaml), StringComparison.Ordinal);
        Assert.Contains("aliases", Refusal($"a: &a {new string('x', 100_000)}\nb: [{string.Join(',', Enumerable.Repeat("*a", 100))}]"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_nests_too_deep_is_refused()
    {
        Assert.Equal(64, Json(new string('[', 64) + new string(']', 64)).Count(c => c == '['));
        Assert.Contains("64", Refusal(new string('[', 65) + new string(']', 65)), StringComparison.Ordinal);
        Assert.Contains("64", Refusal(new string('[', 50_000)), StringComparison.Ordinal);
        Assert.Contains("64", Refusal($"a: &a {new string('[', 40)}{new string(']', 40)}\nb: {new string('[', 40)}*a{new string(']', 40)}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_files_are_refused_and_never_throw()
    {
        const string Good = "a: &x [1, 'two', {b: \"c\\n\"}]\n? k\n: - |\n   text\n  - *x\n--- # next\n!!str 5\n...\n%YAML 1.2\n---\n- {a: , b}\n";
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var text = Good.ToCharArray();
            for (var change = 0; change < 3; change++)
                text[random.Next(text.Length)] = "[]{}:,-?&*!|>'\"%@` \n\t#x\u0085\ud800"[random.Next(25)];
            YamlReader.Read(new string(text, 0, random.Next(text.Length)), []);
            YamlDefinitions.Read(new string(text));
        }
    }

    [Fact]
    public void Every_part_knows_its_line()
    {
        var root = Assert.Single(YamlReader.Read("name: x\nsteps:\n  - tool: a\n    params:\n      q: 1\n  - tool: b\n", []));
        Assert.Equal(
            [1, 2, 3, 5, 6, 6],
            ((string[])["/name", "/steps", "/steps/0/tool", "/steps/0/params/q", "/steps/1", "/steps/1/params/missing"]).Select(path => SourceText.PlaceOf(root, PointerOf(path)).Line));
    }

    private static string Refusal(string yaml)
    {
        var problems = new List<SourceProblem>();
        YamlReader.Read(yaml, problems);
        return Assert.Single(problems).Message;
    }

    private static Engine.Json.JsonPointer PointerOf(string path) =>
        path.Split('/').Skip(1).Aggregate(Engine.Json.JsonPointer.Root, (pointer, part) => int.TryParse(part, out var index) ? pointer.At(index) : pointer.At(part));
}

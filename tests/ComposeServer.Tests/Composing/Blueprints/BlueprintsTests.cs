using ComposeServer.Server;

namespace ComposeServer.Tests.Composing.Blueprints;

/// <summary>Section 13 of the contract.</summary>
public sealed class BlueprintsTests : IAsyncLifetime
{
    private const string Notes = """
        {"name":"notes","description":"Notes about {{ $with.topic }}","blueprint":true,"timeout":"$with.timeout?",
         "parameters":{"text":"string","n":{"type":"integer","default":"$with.times?"}},
         "steps":[{"id":"{{ $with.topic }}_note","tool":"{{ $with.server }}__write","params":{"text":"{{ $with.topic }}: {{ $input.text }} x{{ $input.n * $with.factor }}"}}]}
        """;

    private BlueprintBench _bench = null!;

    public async Task InitializeAsync() => _bench = await BlueprintBench.Open("""{"write":{"text":"{text}"}}""");

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_blueprint_is_kept_and_shown_and_is_no_tool()
    {
        var made = await _bench.Make(Notes);
        Assert.True(made.Get("saved").IsTrue);
        Assert.True(made.Get("blueprint").IsTrue);
        var row = await _bench.Listed("notes");
        Assert.Equal("true true true 1", $"{row.Get("blueprint")} {row.Get("available")} {row.Get("saved")} {row.Get("steps")}");
        Assert.Equal("""{"required":["factor","server","topic"],"optional":["timeout","times"]}""", row.Get("with").ToJson());
        Assert.True(row.Get("definition").Get("blueprint").IsTrue);
        var page = ToolPages.Read(_bench.Composition.Live.Current, [], listComposed: true, cursor: null)!.Value.Tools;
        Assert.DoesNotContain("notes", BlueprintBench.List(page).Select(t => t.Get("name").Text()));
        Assert.DoesNotContain("\"notes\"", (await _bench.Own("find_tools", """{"query":"notes"}""")).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calling_it_says_how_it_is_used()
    {
        await _bench.Make(Notes);
        var called = await _bench.Own("call_composed_tool", """{"name":"notes"}""");
        Assert.True(called.Get("isError").IsTrue);
        Assert.Contains("\"from\": \"notes\"", called.Get("content")[0].Get("text").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_no_step()
    {
        await _bench.Make(Notes);
        Assert.Equal(["/steps/0/tool blueprint"], await _bench.Refused("""{"name":"a","description":"d","steps":[{"tool":"notes"}]}"""));
        Assert.Equal(["/steps/0/tool blueprint"], await _bench.Refused("""{"name":"a","description":"d","steps":[{"tool":"poll_until_done"}]}"""));
    }

    [Fact]
    public async Task From_makes_a_tool_of_it_that_is_saved_without_from_and_with()
    {
        await _bench.Make(Notes);
        await _bench.Make("""{"from":"notes","name":"tea_notes","with":{"topic":"tea","server":"s","factor":2,"timeout":"1m","times":3}}""");
        Assert.Equal("\"tea: Hi x6\"", await _bench.Output("tea_notes", """{"text":"Hi"}"""));
        var row = await _bench.Listed("tea_notes");
        Assert.Equal("Notes about tea", row.Get("description").Text());
        Assert.Equal(
            """{"name":"tea_notes","description":"Notes about tea","timeout":"1m","parameters":{"text":"string","n":{"type":"integer","default":3}},"steps":[{"id":"tea_note","tool":"s__write","params":{"text":"{{ 'tea' }}: {{ $input.text }} x{{ $input.n * 2 }}"}}]}""",
            row.Get("definition").ToJson());
        Assert.DoesNotContain("\"from\"", _bench.LibraryText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"$with.x\"", "5", "5")]
    [InlineData("\"$with.x\"", """{"a":[1,1.0,"t"]}""", """{"a":[1,1.0,"t"]}""")]
    [InlineData("\"$with.x.a[-1]\"", """{"a":[1,2]}""", "2")]
    [InlineData("\"$with['x']['a b']\"", """{"a b":true}""", "true")]
    [InlineData("\"{{ $with.x }}\"", "\"it's \\\"{{ $input.y }}\\\" \\\\ \\n}}\"", "\"it's \\\"{{ $input.y }}\\\" \\\\ \\n}}\"")]
    [InlineData("\"<{{ $with.x }}>\"", "\"$input.y\"", "\"<$input.y>\"")]
    [InlineData("\"{{ $with.x }}\"", """[{"a":"it's"},null,-5,1e3]""", """[{"a":"it's"},null,-5,1e3]""")]
    [InlineData("\"{{ length($with.x) + 1 }}\"", "\"abc\"", "4")]
    [InlineData("\"{{ '$with.x' }}\"", "1", "\"$with.x\"", true)]
    [InlineData("\"$$with.x\"", "1", "\"$with.x\"", true)]
    [InlineData("\"{{ default($with.x, 3) }}\"", null, "3")]
    [InlineData("\"{{ if(exists($with.x), 1, 2) }}\"", null, "2")]
    [InlineData("""{"a":"$with.x?","b":["$with.x?",1]}""", null, """{"b":[1]}""")]
    [InlineData("\"$with.x\"", "\"{{ 6 * 7 }}\"", "42")]
    [InlineData("\"$with.x\"", "null", "null")]
    public async Task With_is_filled_in_typed(string value, string? with, string expected, bool unused = false)
    {
        await _bench.Make($$"""{"name":"pattern","description":"d","blueprint":true,"parameters":{"y?":"string"},"steps":[{"value":{{value}} }]}""");
        await _bench.Make($$"""{"from":"pattern","name":"made","with":{{(with is null || unused ? "{}" : $$"""{"x":{{with}} }""")}} }""");
        Assert.Equal(expected, await _bench.Output("made"));
    }

    [Fact]
    public async Task Expressions_that_stand_bare_are_filled_in_too()
    {
        await _bench.Make("""{"name":"pattern","description":"d","blueprint":true,"steps":[{"id":"a","forEach":"$with.list","condition":"$with.n > 1 && '$with.n' != ''","value":"{{ $item * $with.n }}"},{"id":"b","condition":"$with.when","value":1}],"output":["$a","$b"]}""");
        await _bench.Make("""{"from":"pattern","name":"made","with":{"list":[1,2],"n":3,"when":"length($a) == 3"}}""");
        Assert.Equal("[[3,6]]", await _bench.Output("made"));
    }

    [Fact]
    public async Task Names_that_are_missing_or_unknown_are_all_said()
    {
        await _bench.Make(Notes);
        Assert.Equal(
            ["/with/tpoic unknown_with", "/with/topic missing_with", "/with/factor missing_with"],
            await _bench.Refused("""{"from":"notes","name":"x","with":{"tpoic":"tea","server":"s"}}"""));
        var body = await _bench.Compose("""{"from":"notes","name":"x","with":{"tpoic":"tea","server":"s","factor":1}}""");
        Assert.Equal("\"topic\"", body.Get("errors")[0].Get("suggestion").Text());
    }

    [Fact]
    public async Task A_fault_in_what_was_filled_in_is_said_of_the_value()
    {
        await _bench.Make(Notes);
        Assert.Equal(["/with/timeout invalid_duration"], await _bench.Refused("""{"from":"notes","name":"x","with":{"topic":"tea","server":"s","factor":1,"timeout":"soon"}}"""));
        Assert.Equal(["/with/server unknown_tool"], await _bench.Refused("""{"from":"notes","name":"x","with":{"topic":"tea","server":"t","factor":1}}"""));
        Assert.Equal(
            ["/with/storeParams/text wrong_type"],
            (await _bench.Refused("""{"from":"fetch_transform_store","name":"x","with":{"fetch":"s__read","transform":"$fetch","store":"s__write","storeParams":{"text":5}}}""")).Select(e => e.Replace("invalid_argument", "wrong_type", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_blueprints_can_be_named_by_from()
    {
        await _bench.Make("""{"name":"tool_a","description":"d","steps":[{"value":1}]}""");
        Assert.Equal(["/from not_a_blueprint"], await _bench.Refused("""{"from":"tool_a","name":"x"}"""));
        Assert.Equal(["/from unknown_blueprint"], await _bench.Refused("""{"from":"pol_until_done","name":"x"}"""));
        Assert.Equal(["/from wrong_type"], await _bench.Refused("""{"from":5,"name":"x"}"""));
        Assert.Equal(["/steps unknown_field"], await _bench.Refused("""{"from":"ask_before_write","name":"x","steps":[],"with":{"message":"m","write":"s__read"}}"""));
    }

    [Fact]
    public async Task The_shape_of_a_blueprint_is_checked_and_what_is_open_is_not()
    {
        Assert.Equal(
            ["/mode unknown_word", "/steps/0/parms unknown_field", "/steps/1 wrong_type"],
            (await _bench.Refused("""{"name":"p","description":"d","blueprint":true,"mode":"paralel","timeout":"$with.t","steps":[{"tool":"$with.tool","parms":{},"retry":"$with.retry"},5]}""")).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["/steps/0/value syntax", "/steps/1/value reference_in_text", "/steps/2/id with_in_literal", "/steps/3/value invalid_with"],
            await _bench.Refused("""{"name":"p","description":"d","blueprint":true,"steps":[{"value":"{{ 1 + }} $x"},{"value":"Hello $with.name"},{"id":"{{ lower($with.id) }}","value":1},{"value":"{{ $with }}"}]}"""));
    }

    [Fact]
    public async Task A_dry_run_keeps_nothing()
    {
        Assert.Equal("valid", (await _bench.Make(Notes.Replace("\"blueprint\":true", "\"blueprint\":true,\"dryRun\":true", StringComparison.Ordinal))).Get("status").Text());
        var body = await _bench.Make("""{"from":"poll_until_done","name":"w","dryRun":true,"with":{"tool":"s__status","done":"true"}}""");
        Assert.False(body.Get("plan").IsNothing);
        Assert.Empty(_bench.Composition.Live.Current.Composed);
    }

    [Fact]
    public async Task A_tool_that_others_use_is_not_replaced_by_a_blueprint_unless_forced()
    {
        await _bench.Make("""{"name":"inner","description":"d","steps":[{"value":1}]}""");
        await _bench.Make("""{"name":"outer","description":"d","steps":[{"tool":"inner"}]}""");
        Assert.Equal([" breaks_tools"], await _bench.Refused("""{"name":"inner","description":"d","blueprint":true,"replace":true,"steps":[{"value":1}]}"""));
    }
}

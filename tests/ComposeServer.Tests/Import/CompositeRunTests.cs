using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Tests.Composing.Blueprints;
using ComposeServer.Tests.Samples;

namespace ComposeServer.Tests.Import;

/// <summary>
/// Imported composite tools run. The cases are those of ToolHive's own tests (templates, output, forEach, elicitation, default results),
/// with what our contract expects of them.
/// </summary>
public sealed class CompositeRunTests
{
    private const string Calls = """
        {
          "obj": {"result":{"content":[{"type":"text","text":"shown"}],"structuredContent":{"name":"Ann","n":1234567,"big":12345678901234567890,"ok":true,"items":[{"id":1},{"id":2}],"nested":{"deep":{"v":[1]}},"num":"42","json":"{\"a\":[1,2]}"}}},
          "text": {"text":"plain text"},
          "two": {"result":{"content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]}},
          "fail": {"result":{"isError":true,"content":[{"type":"text","text":"broken"}]}},
          "flaky": [{"result":{"isError":true,"content":[{"type":"text","text":"not yet"}]}},{"text":"done"}],
          "even": [{"text":"first"},{"result":{"isError":true,"content":[{"type":"text","text":"odd"}]}},{"text":"third"}],
          "echo": {"echo":true}
        }
        """;

    private static readonly string Tools = $"[{string.Join(',', ((string[])["obj", "text", "two", "fail", "flaky", "even", "echo"]).Select(name => $$"""{"name":"{{name}}","annotations":{"readOnlyHint":true},"inputSchema":{"type":"object"} }"""))}]";

    private static async Task<ToolResult> Run(string yaml, string input = "{}", QuestionAction? answer = null)
    {
        await using var bench = await BlueprintBench.Open(Calls, Tools);
        await bench.Make($$"""{"definition":{{CompositeToolTests.Import("name: t\ndescription: d\n" + yaml).ToJson()}} }""");
        return await bench.Run("t", input, answer);
    }

    private static async Task<string> Output(string yaml, string input = "{}", QuestionAction? answer = null)
    {
        var result = await Run(yaml, input, answer);
        Assert.True(result.Failure is null, result.Failure?.Message);
        return result.Value.ToJson();
    }

    private static Task<string> Echo(string arguments, string before = "") =>
        Output($"parameters: {{type: object, properties: {{p: {{type: string}}, o: {{type: string}}, l: {{type: array}}}}}}\nsteps:\n- {{id: obj, tool: s.obj, arguments: {{}}}}\n- {{id: text, tool: s.text, arguments: {{}}}}\n- {{id: two, tool: s.two, arguments: {{}}}}\n{before}- {{id: e, tool: s.echo, arguments: {arguments}}}\n", """{"p":"x","l":[1,"b"]}""");

    [Theory]
    [InlineData("{a: 42, b: true, c: '{{ .params.p }}', d: [1, '{{ .params.p }}'], e: {f: '{{ .params.p }}-{{ .steps.obj.output.name }}'}}", """{"a":42,"b":true,"c":"x","d":[1,"x"],"e":{"f":"x-Ann"}}""")]
    [InlineData("{a: '{{ .steps.obj.output.n }}', b: 'n={{ .steps.obj.output.n }}', c: '{{ .steps.obj.output.big }}'}", """{"a":1234567,"b":"n=1234567","c":12345678901234567890}""")]
    [InlineData("{a: '{{ .steps.obj.output.items }}', b: '{{ .steps.obj.output.nested.deep }}', c: '{{ .params.l }}'}", """{"a":[{"id":1},{"id":2}],"b":{"v":[1]},"c":[1,"b"]}""")]
    [InlineData("{a: '{{ json .steps.obj.output.items }}'}", """{"a":"[{\"id\":1},{\"id\":2}]"}""")]
    [InlineData("{a: '{{ (index .steps.obj.output.items 1).id }}', b: '{{ (fromJson .steps.obj.output.json).a }}'}", """{"a":2,"b":[1,2]}""")]
    [InlineData("{a: '{{ .steps.text.output.text }}', b: '{{ .steps.two.output.text_1 }}', c: '{{ .steps.obj.content.text }}'}", """{"a":"plain text","b":"two","c":"shown"}""")]
    [InlineData("{a: '{{ .params.o }}', b: 'o={{ .params.o }}'}", """{"b":"o="}""")]
    [InlineData("{a: '{{ .steps.obj.status }}', b: '{{ if .steps.obj.output.ok }}yes{{ else }}no{{ end }}', c: '{{ len .params.l }}'}", """{"a":"completed","b":"yes","c":2}""")]
    [InlineData("{a: '{{ gt .steps.obj.output.n 10 }}', b: '{{ eq .steps.obj.output.n 1234567.0 }}'}", """{"a":true,"b":true}""")]
    public async Task Templates_keep_types(string arguments, string expected) => Assert.Equal(expected, await Echo(arguments));

    [Fact]
    public async Task A_field_that_is_not_there_fails_the_step_and_is_not_sent()
    {
        var result = await Run("steps:\n- {id: obj, tool: s.obj, arguments: {}}\n- {id: e, tool: s.echo, arguments: {a: '{{ .steps.obj.output.nam }}'}}\n");
        Assert.Contains("\"name\"", result.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_whose_condition_is_false_gives_its_default_results() => Assert.Equal(
        """{"x":"fallback","s":"skipped"}""",
        await Output("""
            parameters: {type: object, properties: {go: {type: boolean}}, required: [go]}
            steps:
            - {id: a, tool: s.obj, arguments: {}, condition: "{{ .params.go }}", defaultResults: {name: fallback}}
            - {id: e, tool: s.echo, arguments: {x: "{{ .steps.a.output.name }}", s: "{{ .steps.a.status }}"}}
            """, """{"go":false}"""));

    [Fact]
    public async Task Continue_goes_on_with_the_default_results_and_abort_does_not()
    {
        const string Steps = "steps:\n- {id: a, tool: s.fail, arguments: {}, defaultResults: {name: instead}, onError: {action: ACTION}}\n- {id: e, tool: s.echo, arguments: {x: '{{ .steps.a.output.name }}', e: '{{ .steps.a.error }}'}}\n";
        Assert.Equal("""{"x":"instead","e":"broken"}""", await Output(Steps.Replace("ACTION", "continue", StringComparison.Ordinal)));
        Assert.Contains("broken", (await Run(Steps.Replace("ACTION", "abort", StringComparison.Ordinal))).Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_calls_again() => Assert.Equal(
        "\"done\"", await Output("steps:\n- {id: a, tool: s.flaky, arguments: {}, onError: {action: retry, retryCount: 2, retryDelay: 1ms}}\n"));

    [Theory]
    [InlineData("[]", """{"n":0,"c":0,"f":0}""")]
    [InlineData("[1,2,3]", """{"n":3,"c":2,"f":1}""")]
    public async Task A_forEach_that_goes_on_counts(string list, string expected) => Assert.Equal(
        expected,
        await Output("""
            parameters: {type: object, properties: {l: {type: array}}, required: [l]}
            steps:
            - {id: loop, type: forEach, collection: "{{ json .params.l }}", maxParallel: 1, onError: {action: continue}, step: {tool: s.even, arguments: {}}}
            - {id: e, tool: s.echo, arguments: {n: "{{ .steps.loop.output.count }}", c: "{{ .steps.loop.output.completed }}", f: "{{ .steps.loop.output.failed }}"}}
            """, $$"""{"l":{{list}} }"""));

    [Fact]
    public async Task A_forEach_gives_iterations_to_those_who_read_them() => Assert.Equal(
        """{"all":[{"index":0,"item":"a","status":"completed","output":"first"},{"index":1,"item":"b","status":"failed","error":"odd"},{"index":2,"item":"c","status":"completed","output":"third"}],"n":1}""",
        await Output("""
            steps:
            - {id: loop, type: forEach, collection: '["a","b","c"]', maxParallel: 1, onError: {action: continue}, step: {tool: s.even, arguments: {}}}
            output: {properties: {all: {type: array, value: "{{ json .steps.loop.output.iterations }}"}, n: {type: integer, value: "{{ .steps.loop.output.failed }}"}}}
            """));

    [Theory]
    [InlineData("maxIterations: 2", "2")]
    [InlineData("onError: {action: abort}", "odd")]
    public async Task A_forEach_fails_over_its_bound_and_with_the_first_failure(string more, string words)
    {
        var result = await Run($"steps:\n- {{id: loop, type: forEach, collection: '[1,2,3]', maxParallel: 1, {more}, step: {{tool: s.even, arguments: {{v: '{{{{ .forEach.item }}}}'}}}}}}\n");
        Assert.Contains(words, result.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("string", "{{ .steps.obj.output.name }}", "\"Ann\"")]
    [InlineData("string", "{{ .steps.obj.output.n }}", "\"1234567\"")]
    [InlineData("integer", "{{ .steps.obj.output.num }}", "42")]
    [InlineData("integer", "{{ .steps.obj.output.n }}", "1234567")]
    [InlineData("number", "{{ .steps.obj.output.num }}", "42")]
    [InlineData("boolean", "{{ .steps.obj.output.ok }}", "true")]
    [InlineData("array", "{{ json .steps.obj.output.items }}", """[{"id":1},{"id":2}]""")]
    [InlineData("object", "{{ .steps.obj.output.json }}", null)]
    [InlineData("object", "{{ fromJson .steps.obj.output.json }}", """{"a":[1,2]}""")]
    [InlineData("object", """{"x": {{ .steps.obj.output.n }}, "y": {{ json .steps.obj.output.items }}}""", """{"x":1234567,"y":[{"id":1},{"id":2}]}""")]
    [InlineData("integer", "{{ .steps.obj.output.name }}", null)]
    public async Task Output_properties_have_their_type(string type, string value, string? expected)
    {
        var result = await Run($"steps:\n- {{id: obj, tool: s.obj, arguments: {{}}}}\noutput:\n  properties:\n    v: {{type: {type}, value: {Value.Of(value).ToJson()}}}\n");
        if (expected is null)
            Assert.NotNull(result.Failure);
        else
            Assert.Equal($$"""{"v":{{expected}}}""", result.Value.ToJson());
    }

    [Fact]
    public async Task A_skipped_step_gives_the_outputs_default() => Assert.Equal(
        """{"v":"none","n":7}""",
        await Output("""
            steps:
            - {id: a, tool: s.obj, arguments: {}, condition: "false"}
            output: {properties: {v: {type: string, value: "{{ .steps.a.output.name }}", default: none}, n: {type: integer, value: "{{ .steps.a.output.n }}", default: 7}}}
            """));

    [Theory]
    [InlineData("Accept", "", true, """{"a":"accept"}""")]
    [InlineData("Decline", "", false, "")]
    [InlineData("Cancel", "", false, "")]
    [InlineData("Decline", "onDecline: {action: continue}", true, """{"a":"decline"}""")]
    public async Task A_question_is_a_gate(string answer, string more, bool succeeds, string expected)
    {
        var yaml = $"steps:\n- id: ask\n  type: elicitation\n  message: Go?\n  schema: {{type: object, properties: {{}}}}\n  {more}\n- {{id: e, tool: s.echo, dependsOn: [ask], arguments: {{a: '{{{{ .steps.ask.output.action }}}}'}}}}\n";
        var result = await Run(yaml, answer: Enum.Parse<QuestionAction>(answer));
        Assert.Equal(succeeds, result.Failure is null);
        if (succeeds)
            Assert.Equal(expected, result.Value.ToJson());
    }

    [Fact]
    public async Task Skip_remaining_skips_the_remaining_steps() => Assert.Equal(
        """{"s":"skipped"}""",
        await Output("""
            steps:
            - {id: ask, type: elicitation, message: Go?, schema: {type: object, properties: {}}, onDecline: {action: skip_remaining}}
            - {id: e, tool: s.echo, dependsOn: [ask], arguments: {a: 1}}
            output: {properties: {s: {type: string, value: "{{ .steps.e.status }}"}}}
            """, answer: QuestionAction.Decline));

    [Theory]
    [InlineData(false, """{"deployed":true,"report":"12 passed","url":"https://x"}""", 3)]
    [InlineData(true, """{"deployed":false,"report":"12 passed","url":""}""", 2)]
    public async Task Deploy_review_deploys_only_when_both_have_succeeded(bool lintFails, string expected, int calls)
    {
        var lint = lintFails ? """{"result":{"isError":true,"content":[{"type":"text","text":"3 warnings"}]}}""" : """{"text":"clean"}""";
        const string Ref = """
            "inputSchema":{"type":"object","properties":{"ref":{"type":"string"},"notes":{"type":"string"}},"required":["ref"],"additionalProperties":false}
            """;
        await using var bench = await BlueprintBench.Open(
            $$"""{"run_tests":{"result":{"content":[],"structuredContent":{"passed":12,"report":"12 passed"} } },"run_lint":{{lint}},"deploy":{"result":{"content":[],"structuredContent":{"url":"https://x"} } } }""",
            $$"""[{"name":"run_tests",{{Ref}}},{"name":"run_lint",{{Ref}}},{"name":"deploy",{{Ref}}}]""");
        var sample = Repository.Read("library-samples", "deploy_review.yaml").Replace("ci.", "s.", StringComparison.Ordinal);
        var made = await bench.Make($$"""{"definition":{{CompositeToolTests.Import(sample).ToJson()}} }""");
        Assert.Equal("[]", made.Get("warnings").ToJson());
        Assert.Equal(expected, await bench.Output("deploy_review", """{"ref":"main"}"""));
        Assert.Equal(calls, bench.Calls().Length);
        Assert.Equal(["run_lint {\"ref\":\"main\"}", "run_tests {\"ref\":\"main\"}"], bench.Calls()[..2].Order(StringComparer.Ordinal));
        if (!lintFails)
            Assert.Equal("""deploy {"ref":"main","notes":"Tests: 12 passed"}""", bench.Calls()[2]);
    }
}

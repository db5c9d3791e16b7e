using ComposeServer.Engine.Json;
using ComposeServer.Import;

namespace ComposeServer.Tests.Import;

/// <summary>ToolHive's composite tools as definitions of ours.</summary>
public sealed class CompositeToolTests
{
    private const string Head = "name: t\ndescription: d\nparameters: {type: object, properties: {q: {type: string}, n: {type: integer, default: 3}, go: {type: boolean}, list: {type: array}, opt: {type: string}}, required: [q, go, list]}\n";

    internal static Value Import(string yaml)
    {
        var reading = YamlDefinitions.Read(yaml);
        Assert.True(reading.Errors.IsEmpty, string.Join('\n', reading.Errors));
        return Value.Of(Assert.Single(reading.Definitions).Json);
    }

    private static string[] Refused(string yaml)
    {
        var reading = YamlDefinitions.Read(yaml);
        Assert.Empty(reading.Definitions);
        return [.. reading.Errors.Select(e => $"{e.Place.Line}: {e.Message}")];
    }

    private static string Argument(string template) =>
        Import(Head + $"steps:\n- {{id: a, tool: s.x}}\n- {{id: ask, type: elicitation, message: m, schema: {{type: object, properties: {{sure: {{type: boolean}}}}}}}}\n- {{id: loop, type: forEach, collection: '{{{{json .params.list}}}}', step: {{tool: s.y}}}}\n- id: b\n  tool: s.y\n  arguments:\n    v: {Value.Of(template).ToJson()}\n").Get("steps")[3].Get("params").Get("v").Text();

    [Theory]
    [InlineData("{{.params.q}}", "$input.q")]
    [InlineData("{{ .params.q }}", "$input.q")]
    [InlineData("{{ $.params.q }}", "$input.q")]
    [InlineData("Q: {{ .params.q }}!", "Q: {{ $input.q }}!")]
    [InlineData("{{ .params.opt }}", "$input.opt")]
    [InlineData("<{{ .params.opt }}>", "<{{ default($input.opt, '') }}>")]
    [InlineData("{{.steps.a.output.x.y}}", "$a.x.y")]
    [InlineData("{{ .steps.a.output }}", "$a")]
    [InlineData("{{ .steps.a.output.text }}", "{{ default($a.text?, first($steps.a.content[?@.type == 'text'].text)) }}")]
    [InlineData("{{ .steps.a.content.text_1 }}", "{{ get($steps.a.content[?@.type == 'text'].text, 1) }}")]
    [InlineData("{{ .steps.a.status }}", "{{ if($steps.a.status == 'succeeded', 'completed', $steps.a.status) }}")]
    [InlineData("{{ eq .steps.a.status \"completed\" }}", "{{ $steps.a.status == 'succeeded' }}")]
    [InlineData("{{ .steps.a.error }}", "$steps.a.error")]
    [InlineData("{{ .steps.ask.output.content.sure }}", "$ask.sure")]
    [InlineData("{{ .steps.ask.output.action }}", "$steps.ask.action")]
    [InlineData("{{ .steps.loop.output.count }}", "{{ length($loop) }}")]
    [InlineData("{{ .steps.loop.output.failed }}", "{{ length($steps.loop.errors) }}")]
    [InlineData("{{ .workflow.id }}", "$run.id")]
    [InlineData("{{ .workflow.start_time }}", "$run.startedAt")]
    [InlineData("{{ json .params.list }}", "{{ json($input.list) }}")]
    [InlineData("{{ .params.list | json }}", "{{ json($input.list) }}")]
    [InlineData("{{ (fromJson .steps.a.output.raw).name }}", "{{ parseJson($a.raw).name }}")]
    [InlineData("{{ index .steps.a.output.items 0 }}", "$a.items[0]")]
    [InlineData("{{ (index .steps.a.output.items 1).id }}", "$a.items[1].id")]
    [InlineData("{{ index .steps \"a\" \"output\" \"the key\" }}", "$a['the key']")]
    [InlineData("{{ index .steps.a.output.map .params.q }}", "{{ get($a.map, $input.q) }}")]
    [InlineData("{{ len .params.list }}", "{{ length($input.list) }}")]
    [InlineData("{{ quote .params.q }}", "{{ json($input.q) }}")]
    [InlineData("{{ gt .params.n 2 }}", "{{ $input.n > 2 }}")]
    [InlineData("{{ and .params.go (or (lt .params.n 5) (not .params.go)) }}", "{{ $input.go && ($input.n < 5 || !$input.go) }}")]
    [InlineData("{{ eq .params.q \"a\" \"it's\" }}", "{{ $input.q == 'a' || $input.q == 'it\\'s' }}")]
    [InlineData("{{ if .params.go }}yes{{ else }}no {{ .params.q }}{{ end }}", "{{ if($input.go, 'yes', join(['no ', $input.q], '')) }}")]
    [InlineData("{{- if .params.opt -}} x {{- end -}}", "{{ if(default($input.opt, '') != '', 'x', '') }}")]
    [InlineData("a {{- /* c */ -}} b", "ab")]
    [InlineData("cost: $5 and $HOME {{ .params.q }}", "cost: $5 and {{ '$' }}HOME {{ $input.q }}")]
    [InlineData("{{ \"{{\" }}", "{{ '{{' }}")]
    [InlineData("{{ input.q }}", "$input.q")]
    [InlineData("{{ steps.a.success }}", "{{ $steps.a.status == 'succeeded' }}")]
    [InlineData("{{ steps.a.output.y }}", "$a.y")]
    [InlineData("{{ steps.a.output.n > 3 && !input.go }}", "{{ $a.n > 3 && !$input.go }}")]
    public void Templates_become_references_and_expressions(string theirs, string ours) => Assert.Equal(ours, Argument(theirs));

    [Theory]
    [InlineData("{{ range .params.list }}x{{ end }}", "range")]
    [InlineData("{{ with .params.q }}x{{ end }}", "with")]
    [InlineData("{{ printf \"%s\" .params.q }}", "printf")]
    [InlineData("{{ $x := .params.q }}", "$x")]
    [InlineData("{{ .vars.x }}", ".vars")]
    [InlineData("{{ .params.q | upper }}", "upper")]
    [InlineData("{{ or .params.q \"x\" }}", "or")]
    [InlineData("{{ .workflow.duration_ms }}", "duration_ms")]
    [InlineData("{{ .steps.nope.output }}", "nope")]
    [InlineData("{{ .steps.a.outputs }}", "outputs")]
    [InlineData("{{ .param.q }}", ".param")]
    [InlineData("{{ .forEach.item }}", ".forEach")]
    [InlineData("{{ eq .steps.a.status \"running\" }}", "running")]
    [InlineData("{{ .params.q", "}}")]
    [InlineData("{{ if .params.go }}x", "end")]
    [InlineData("{{ template \"x\" }}", "template")]
    public void What_has_no_equal_is_refused_by_name_and_line(string template, string word)
    {
        var refused = Refused(Head + $"steps:\n- {{id: a, tool: s.x}}\n- id: b\n  tool: s.y\n  arguments:\n    v: {Value.Of(template).ToJson()}\n");
        Assert.StartsWith("9: ", refused[0], StringComparison.Ordinal);
        Assert.Contains(word, refused[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'{{ eq .steps.a.status \"completed\" }}'", "\"$steps.a.status == 'succeeded'\"")]
    [InlineData("'{{ .params.go }}'", "\"$input.go\"")]
    [InlineData("true", "true")]
    [InlineData("'True'", "true")]
    [InlineData("'{{ if gt .params.n 2 }}true{{ else }}false{{ end }}'", "\"if($input.n > 2, true, false)\"")]
    [InlineData("'{{ .params.q }}'", "\"boolean($input.q)\"")]
    [InlineData("'{{ steps.a.success }} && {{ input.go }}'", "\"$steps.a.status == 'succeeded' && $input.go\"")]
    [InlineData("steps.a.success && steps.a.output.n == 3", "\"$steps.a.status == 'succeeded' && $a.n == 3\"")]
    public void Conditions_become_expressions(string theirs, string ours) =>
        Assert.Equal(ours, Import(Head + $"steps:\n- {{id: a, tool: s.x}}\n- {{id: b, tool: s.y, arguments: {{}}, condition: {(theirs.Contains('\'', StringComparison.Ordinal) ? theirs : theirs == "true" ? theirs : $"'{theirs}'")}}}\n").Get("steps")[1].Get("condition").ToJson());

    [Fact]
    public void A_step_becomes_a_step_of_ours() => Assert.Equal(
        """{"id":"b","tool":"work__a.b","params":{},"dependsOn":["fetch_data"],"condition":"$input.go","retry":{"attempts":4,"delay":"90s","maxDelay":"90s"},"timeout":"90m","default":{"x":["{{ '$' }}input.q"]}}""",
        Import(Head + """
            steps:
            - {id: fetch-data, tool: bare, arguments: {}}
            - id: b
              tool: work.a.b
              depends_on: [fetch-data]
              condition: "{{ .params.go }}"
              onError: {action: retry, retryCount: 3, retryDelay: 1m30s}
              timeout: 1h30m
              defaultResults: {x: ['$input.q']}
            """).Get("steps")[1].ToJson());

    [Fact]
    public void A_forEach_becomes_one_step() => Assert.Equal(
        """{"id":"loop","tool":"s__y","params":{"v":"$item.name","i":"$index"},"forEach":"$input.list","maxParallel":4,"maxItems":100,"retry":{"attempts":3},"onError":"continue"}""",
        Import(Head + """
            steps:
            - id: loop
              type: forEach
              collection: "{{ json .params.list }}"
              itemVar: repo
              maxParallel: 4
              onError: {action: continue}
              step:
                type: tool
                tool: s.y
                arguments: {v: "{{ .forEach.repo.name }}", i: "{{ .forEach.index }}"}
                onError: {action: retry, retryCount: 2}
            """).Get("steps")[0].ToJson());

    [Fact]
    public void A_forEach_whose_iterations_are_read_keeps_their_shape()
    {
        var steps = Import(Head + """
            steps:
            - {id: loop, type: forEach, collection: "{{ json .params.list }}", onError: {action: continue}, step: {tool: s.y, arguments: {}}}
            - {id: b, tool: s.y, arguments: {all: "{{ json .steps.loop.output.iterations }}", one: "{{ (index .steps.loop.output.iterations 0).output.x }}"}}
            """).Get("steps");
        Assert.Equal("""{"index":"$index","item":"$item","status":"completed","output":"$this"}""", steps[0].Get("result").ToJson());
        Assert.Equal("""{"value":{"index":"$index","item":"$item","status":"failed","error":"$error.message"}}""", steps[0].Get("onError").ToJson());
        Assert.Equal("""{"all":"{{ json($loop) }}","one":"$loop[0].output.x"}""", steps[1].Get("params").ToJson());
    }

    [Fact]
    public void A_question_becomes_elicit() => Assert.Equal(
        """{"id":"ask","elicit":{"message":"Deploy {{ $input.q }}?","schema":{"type":"object","properties":{"ok":{"type":"boolean"}}},"onDecline":"finish"},"timeout":"5m"}""",
        Import(Head + """
            steps:
            - id: ask
              type: elicitation
              message: "Deploy {{ .params.q }}?"
              schema: {type: object, properties: {ok: {type: boolean}}}
              timeout: 5m
              onDecline: {action: skip_remaining}
              onCancel: {action: skip_remaining}
            """).Get("steps")[0].ToJson());

    [Fact]
    public void The_output_is_typed()
    {
        var tool = Import(Head + """
            steps:
            - {id: a, tool: s.x, arguments: {}}
            output:
              required: [s, i]
              properties:
                s: {type: string, description: S, value: "{{ .steps.a.output.s }}"}
                t: {type: string, value: "Q {{ .params.q }}"}
                i: {type: integer, value: "{{ .steps.a.output.i }}", default: "7"}
                b: {type: boolean, value: "{{ eq .params.n 3 }}"}
                l: {type: array, value: "{{ json .steps.a.output.l }}"}
                e: {type: array, value: '[1, "x"]'}
                o: {type: object, properties: {d: {type: number, value: "{{ len .params.list }}"}}}
            """);
        Assert.Equal(
            """{"s":"{{ string($a.s) }}","t":"Q {{ $input.q }}","i":"{{ number(string(default($a.i, 7))) }}","b":"{{ $input.n == 3 }}","l":"$a.l","e":"{{ [1, 'x'] }}","o":{"d":"{{ length($input.list) }}"}}""",
            tool.Get("output").ToJson());
        Assert.Equal(
            """{"type":"object","properties":{"s":{"type":"string","description":"S"},"t":{"type":"string"},"i":{"type":"integer"},"b":{"type":"boolean"},"l":{"type":"array"},"e":{"type":"array"},"o":{"type":"object","properties":{"d":{"type":"number"}}}},"required":["s","i"]}""",
            tool.Get("outputSchema").ToJson());
    }

    [Fact]
    public void The_whole_runs_as_dataflow_with_their_timeout_and_says_so()
    {
        var reading = YamlDefinitions.Read("name: deploy-review\ndescription: d\nsteps:\n- {id: a, tool: s.x, arguments: {}}\n- {id: b, tool: s.x, arguments: {v: '{{ .steps.a.output.v }}'}}\n");
        var tool = Value.Of(reading.Definitions[0].Json);
        Assert.Equal("deploy_review parallel 30m", $"{tool.Get("name").Text()} {tool.Get("mode").Text()} {tool.Get("timeout").Text()}");
        foreach (var words in (string[])["level by level", "deploy_review", "\"b\" refers to \"a\" without dependsOn"])
            Assert.Contains(reading.Notes, note => note.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void All_forms_of_a_file_are_read()
    {
        const string Tool = "{name: a, description: d, steps: [{id: x, tool: s.x, arguments: {}}]}";
        Assert.Equal(["a"], Names(Tool));
        Assert.Equal(["a", "a"], Names($"compositeTools:\n- {Tool}\n- {Tool}\n"));
        Assert.Equal(["b"], Names("apiVersion: toolhive.stacklok.dev/v1beta1\nkind: VirtualMCPCompositeToolDefinition\nmetadata: {name: b}\nspec: {description: d, steps: [{id: x, tool: s.x}]}"));
        Assert.Equal(["a"], Names($"kind: Namespace\n---\nkind: VirtualMCPServer\nspec: {{config: {{compositeTools: [{Tool}]}}}}"));

        static IEnumerable<string> Names(string yaml) => YamlDefinitions.Read(yaml).Definitions.Select(d => d.Name);
    }

    [Fact]
    public void Everything_that_is_refused_is_said_at_once()
    {
        var refused = Refused("""
            name: t
            description: d
            failureMode: continue
            steps:
            - id: a
              onError: {action: retry, maxRetries: 3}
              condition: "{{ range .params.x }}{{ end }}"
              tool: s.x
            - id: b
              type: workflow
              args: {a: 1}
            """);
        foreach (var (line, word) in new[] { (3, "failureMode"), (6, "maxRetries"), (6, "retryCount"), (7, "range"), (10, "workflow"), (11, "args") })
            Assert.Contains(refused, message => message.StartsWith($"{line}: ", StringComparison.Ordinal) && message.Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name: a\ndescription: d\nsteps:\n- {id: x, tool: s__x, params: {}}")]
    [InlineData("name: a\ndescription: d\nsteps:\n- {tool: s__x}\n- {tool: s__x, arguments: {v: $step1.v}}")]
    [InlineData("name: a\ndescription: d\nlanguage: 1\nsteps: [{tool: s__x}]")]
    [InlineData("name: a\ndescription: d\nblueprint: true\nsteps: [{tool: $with.x}]")]
    public void Our_own_form_is_taken_as_it_is(string yaml) => Assert.DoesNotContain("\"mode\"", Import(yaml).ToJson(), StringComparison.Ordinal);

    [Fact]
    public void Declining_and_cancelling_must_say_the_same() => Assert.Contains(
        Refused("name: t\ndescription: d\nsteps:\n- id: a\n  type: elicitation\n  message: m\n  schema: {type: object, properties: {}}\n  onDecline: {action: continue}\n  onCancel: {action: abort}\n"),
        message => message.StartsWith("9: ", StringComparison.Ordinal));
}

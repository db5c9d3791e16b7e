using System.Diagnostics;
using System.Text.Json;
using ComposeServer.Tests.Library;

namespace ComposeServer.Tests.Import;

/// <summary>The verbs that read YAML, as a person types them.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Theirs = """
        name: count-lines
        description: Counts
        parameters: {type: object, properties: {text: {type: string}}, required: [text]}
        steps:
        - id: wait
          tool: wait.for
          arguments: {seconds: 0.001}
        output:
          properties:
            text: {type: string, value: "{{ .params.text }}"}
            state: {type: string, value: "{{ .steps.wait.status }}"}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryHome _home = new();

    public CommandTests() => Directory.CreateDirectory(_home.Home.Directory);

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Check_names_the_line_of_each_problem()
    {
        var (code, output, _) = await Run("check", File("own.yaml", "name: a\ndescription: d\nsteps:\n  - tool: wait__for\n    params:\n      seconds: x\n  - value: $step3\n"));
        Assert.Equal(2, code);
        Assert.Contains(".yaml:6:7: /steps/0/params/seconds error", output, StringComparison.Ordinal);
        Assert.Contains(".yaml:7:5: /steps/1/value error", output, StringComparison.Ordinal);
        Assert.Contains(".yaml:3:1: error duplicate_key", (await Run("check", File("twice.yaml", "name: a\ndescription: d\nname: b\n"))).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_and_graph_take_yaml_in_our_form_and_theirs()
    {
        var own = File("own.yml", "name: a\ndescription: d\nparameters: {n: integer}\nsteps:\n- value: {twice: '{{ $input.n * 2 }}', big: 12345678901234567890.50}\n");
        Assert.Equal("""{"twice":8,"big":12345678901234567890.50}""", JsonOf((await Run("run", own, "--input", """{"n":4}""")).Output));
        var theirs = File("theirs.yaml", Theirs);
        var (code, output, errors) = await Run("run", theirs, "--input", """{"text":"hi"}""");
        Assert.True(code == 0, errors);
        Assert.Equal("""{"text":"hi","state":"completed"}""", JsonOf(output));
        Assert.Contains("note: mode is \"parallel\"", errors, StringComparison.Ordinal);
        Assert.StartsWith("flowchart", (await Run("graph", theirs)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_prints_json_and_saves_where_that_is_asked()
    {
        var file = File("theirs.yaml", Theirs);
        var (code, output, errors) = await Run("import", file, "--save");
        Assert.True(code == 0, errors);
        Assert.Equal("count_lines", JsonElement.Parse(output).GetProperty("name").GetString());
        Assert.Contains("count_lines is saved", errors, StringComparison.Ordinal);
        Assert.Contains("\"count_lines\"", _home.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("import", file, "--save")).Code);
        Assert.Equal(0, (await Run("import", file, "--save", "--replace")).Code);
    }

    [Fact]
    public async Task Import_refuses_by_name_and_line_and_prints_nothing()
    {
        var (code, output, errors) = await Run("import", File("bad.yaml", Theirs + "\nfailureMode: abort\n"));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("bad.yaml:12:1: error no_equal: \"failureMode\"", errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("import", File("shape.yaml", "name: a\ndescription: d\nsteps: [{tool: x.y, arguments: {}, id: a, dependsOn: 5}]\n"))).Code);
    }

    [Fact]
    public async Task A_file_with_several_tools_is_imported_as_a_list_or_one_by_name()
    {
        var file = File("list.yaml", "compositeTools:\n- {name: a, description: d, steps: [{id: x, tool: wait.for, arguments: {seconds: 1}}]}\n- {name: b, description: d, steps: [{id: x, tool: wait.for, arguments: {seconds: 1}}]}\n");
        Assert.Equal(2, JsonElement.Parse((await Run("import", file)).Output).GetArrayLength());
        Assert.Equal("b", JsonElement.Parse((await Run("import", file, "--tool", "b")).Output).GetProperty("name").GetString());
        Assert.Equal(0, (await Run("check", file)).Code);
        Assert.Contains("a, b", (await Run("run", file)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_takes_blueprints()
    {
        Assert.Contains("(a blueprint)", (await Run("check", File("b.yaml", "name: b\ndescription: d\nblueprint: true\nsteps: [{tool: $with.tool}]\n"))).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("run", File("b.yaml", "name: b\ndescription: d\nblueprint: true\nsteps: [{tool: $with.tool}]\n"))).Code);
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_home.Home.Directory, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static string JsonOf(string output) => Engine.Json.Value.Of(JsonElement.Parse(output)).ToJson();

    private async Task<(int Code, string Output, string Errors)> Run(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "ComposeServer.dll"), .. words, "--home", _home.Home.Directory])
            start.ArgumentList.Add(word);
        using var program = Process.Start(start)!;
        program.StandardInput.Close();
        var (output, errors) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync().WaitAsync(Patience);
        return (program.ExitCode, await output, await errors);
    }
}

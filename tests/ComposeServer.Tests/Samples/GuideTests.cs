using System.Text.Json;
using System.Text.RegularExpressions;
using ComposeServer.Configuration;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;

namespace ComposeServer.Tests.Samples;

/// <summary>What <c>library-samples/GUIDE.md</c> says is so.</summary>
public sealed partial class GuideTests : IAsyncLifetime
{
    private const string Parameters = """
        {"text":"string","n":"number","flag":"boolean","tags":"array","items":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"size":{"type":"number"},"nope":{}}}},"object":"object","json":"string","big":"number","none?":"string"}
        """;

    private static readonly string[] CodeRooms =
    [
        "ComposeServer.Engine/Definitions", "ComposeServer.Engine/Planning", "ComposeServer.Engine/Templates", "ComposeServer.Engine/Expressions",
        "ComposeServer.Engine/Schemas/Keywords", "ComposeServer/Composing", "ComposeServer/Catalog",
    ];

    private readonly SampleBench _bench = new();

    public static TheoryData<string, string> Expressions => Data(Page.Guide.Rows("expression"));

    public static TheoryData<string, string> Templates => Data(Page.Guide.Rows("template"));

    public static TheoryData<string, string> NearMisses => Data(Page.Guide.Rows("written"));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task Every_definition_has_neither_errors_nor_warnings()
    {
        foreach (var server in SampleBench.Servers)
            _bench.Serve(server);
        var definitions = Blocks("steps").ToArray();
        Assert.NotEmpty(definitions);
        foreach (var definition in definitions)
        {
            var planned = await _bench.Plan(definition);
            Assert.Empty(planned.Errors);
            Assert.Empty(planned.Warnings);
        }
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public async Task An_expression_gives_what_is_written(string expression, string gives) => Assert.Equal(gives, await ValueOf(Quoted($"{{{{ {expression} }}}}")));

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_template_gives_what_is_written(string template, string gives) => Assert.Equal(gives, await ValueOf(template));

    [Theory]
    [MemberData(nameof(NearMisses))]
    public async Task A_near_miss_is_refused(string template, string code) =>
        Assert.Equal([code], (await _bench.Plan(Definition(template))).Errors.Select(error => error.Code));

    [Fact]
    public async Task The_report_of_a_failed_run_is_as_written()
    {
        var written = Assert.Single(Page.Guide.Section("When a run fails").Blocks(""));
        var result = await _bench.Run(SampleFilesTests.Read("log_digest"), """{"path":"missing.log"}""");
        Assert.Equal(Timeless(written), Timeless(RunReport.Of(result.Run, result.Failure!)));
    }

    [Fact]
    public async Task A_failing_expression_is_said_to_be_one()
    {
        var result = await _bench.Run(Definition("\"{{ 1 / 0 }}\""), Input.GetRawText());
        Assert.Contains("divides by zero\nWhat to do: correct the expression", RunReport.Of(result.Run, result.Failure!), StringComparison.Ordinal);
    }

    [Fact]
    public void The_codes_are_those_of_the_source()
    {
        // Words of the same shape that are no codes: peers' words for fields, modes, names.
        string[] others = ["for_each", "depends_on", "on_error", "scatter_gather", "api_key", "private_key", "list_composed_tools", "remove_composed_tool", "dynamic_tool_compose"];
        var section = Page.Guide.Section("Error codes");
        var told = Code().Matches(section.Text).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Distinct(section.Rows("code").SelectMany(row => Code().Matches(row[0]).Select(match => match.Groups[1].Value)));
        var source = string.Concat(CodeRooms.SelectMany(room => Directory.GetFiles(Repository.PathOf(["src", .. room.Split('/')]), "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText));
        Assert.All(told, code => Assert.Contains($"\"{code}\"", source, StringComparison.Ordinal));
        Assert.All(Shape().Matches(source).Select(match => match.Groups[1].Value).Except(others).Distinct(), code => Assert.Contains(code, told));
    }

    [Fact]
    public void The_settings_are_the_defaults()
    {
        var file = SettingsFile.Parse(Assert.Single(Blocks("limits")).GetRawText());
        Assert.Empty(file.Problems);
        Assert.Equal(Settings.Default.Limits, file.Settings.Limits);
    }

    [Fact]
    public void The_servers_are_read_without_a_problem()
    {
        var file = ServersFile.Parse(Assert.Single(Blocks("mcpServers")).GetRawText(), Path.GetTempPath(), _ => null);
        Assert.Empty(file.Problems);
        Assert.Equal(3, file.Servers.Length);
    }

    [Fact]
    public async Task The_library_is_read()
    {
        var tool = Assert.Single(Assert.Single(Blocks("formatVersion")).GetProperty("tools").EnumerateObject());
        Assert.Empty((await _bench.Plan(tool.Value.GetProperty("definition"))).Errors);
    }

    [Fact]
    public void Links_within_the_page_lead_somewhere()
    {
        var anchors = Page.Guide.Anchors;
        Assert.All(Anchor().Matches(Page.Guide.Text).Select(link => link.Groups[1].Value), link => Assert.Contains(link, anchors));
    }

    private static IEnumerable<JsonElement> Blocks(string member) => Page.Guide.Blocks("json").Select(block => JsonElement.Parse(block)).Where(json => json.TryGetProperty(member, out _));

    private static JsonElement Input => Assert.Single(Blocks("text"));

    private static JsonElement Definition(string template) =>
        JsonElement.Parse($$"""{"name":"t","description":"d","parameters":{{Parameters}},"steps":[{"value":{{template}} }]}""");

    private async Task<string> ValueOf(string template)
    {
        var result = await _bench.Run(Definition(template), Input.GetRawText());
        Assert.Null(result.Failure);
        return result.Output.ToJson();
    }

    private static string Timeless(string report) => Time().Replace(report.Trim(), "T");

    private static string Quoted(string text) => Value.Of(text).ToJson();

    private static TheoryData<string, string> Data(string[][] rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var row in rows)
            data.Add(row[0].Trim('`'), row[1].Trim('`'));
        return data;
    }

    [GeneratedRegex(@"[0-9.]+ s after its start at [0-9T:.-]+Z")]
    private static partial Regex Time();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("\"([a-z]+(?:_[a-z]+)+)\"")]
    private static partial Regex Shape();

    [GeneratedRegex(@"\]\(#([^)]+)\)")]
    private static partial Regex Anchor();
}

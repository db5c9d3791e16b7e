using System.Text.Json;
using System.Text.RegularExpressions;
using ComposeServer.Configuration;
using ComposeServer.Engine.Json;

namespace ComposeServer.Tests.Samples;

/// <summary>What <c>library-samples/GUIDE.md</c> says is so.</summary>
public sealed partial class GuideTests : IAsyncLifetime
{
    private const string Parameters = """
        {"text":"string","n":"number","flag":"boolean","tags":"array","items":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"size":{"type":"number"},"nope":{}}}},"object":"object","json":"string","big":"number","none?":"string"}
        """;

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
    public void Every_code_stands_in_the_source()
    {
        var source = string.Concat(Directory.GetFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var codes = Page.Guide.Section("Error codes").Rows("code").SelectMany(row => Code().Matches(row[0]).Select(match => match.Groups[1].Value)).ToArray();
        Assert.NotEmpty(codes);
        Assert.DoesNotContain(codes, code => !source.Contains($"\"{code}\"", StringComparison.Ordinal));
        Assert.Distinct(codes);
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
        var anchors = Heading().Matches(Page.Guide.Text).Select(heading => heading.Groups[1].Value.ToLowerInvariant().Replace(' ', '-').Replace(",", "").Replace("'", "")).ToHashSet();
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

    private static string Quoted(string text) => Value.Of(text).ToJson();

    private static TheoryData<string, string> Data(string[][] rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var row in rows)
            data.Add(row[0].Trim('`'), row[1].Trim('`'));
        return data;
    }

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#([^)]+)\)")]
    private static partial Regex Anchor();
}

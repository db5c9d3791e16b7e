using ComposeServer.Configuration;

namespace ComposeServer.Tests.Configuration;

public sealed class SettingsFileTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    public void Everything_has_a_default(string text)
    {
        var file = SettingsFile.Parse(text);
        Assert.True(file.IsUsable);
        Assert.Empty(file.Problems);
        Assert.True(file.Settings.MayCompose);
        Assert.True(file.Settings.ListComposed);
        Assert.Equal(TimeSpan.FromSeconds(3), file.Settings.StartupWait);
        Assert.Equal<IEnumerable<string>>(["."], file.Settings.BuiltIn.FileRoots);
        Assert.Empty(file.Settings.BuiltIn.HttpHosts);
        Assert.Equal(Limits.Default, file.Settings.Limits);
        Assert.Equal((100, 64, 8, 10_000, 1_000, 8L << 20, 64L << 20, 64, 1L << 20, 10_000), Figures(Limits.Default));
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var settings = SettingsFile.Parse("""
            { "limits": { "steps": 1, "parallel": 2, "depth": 3, "callsPerRun": 4, "items": 5, "valueBytes": 6, "runBytes": 7, "jsonDepth": 8, "definitionBytes": 9, "tools": 10 },
              "compose": "deny", "listComposed": false, "startupWait": "500ms", "telemetry": { "otlp": { "endpoint": "http://127.0.0.1:4318/otel", "protocol": "grpc", "headers": { "api-key": "${NO_SUCH_VARIABLE:-k}" } } },
              "builtIn": { "listed": true, "files": { "roots": ["/a"] }, "http": { "hosts": ["h"] } } }
            """).Settings;
        Assert.Equal((1, 2, 3, 4, 5, 6L, 7L, 8, 9L, 10), Figures(settings.Limits));
        Assert.False(settings.MayCompose);
        Assert.False(settings.ListComposed);
        Assert.Equal(TimeSpan.FromMilliseconds(500), settings.StartupWait);
        Assert.True(settings.BuiltIn.Listed);
        Assert.Equal<IEnumerable<string>>(["/a"], settings.BuiltIn.FileRoots);
        Assert.Equal<IEnumerable<string>>(["h"], settings.BuiltIn.HttpHosts);
        var otlp = settings.Telemetry.Otlp!;
        Assert.Equal(("http://127.0.0.1:4318/otel", "grpc", "k"), (otlp.Endpoint!.ToString(), otlp.Protocol, otlp.Headers["Api-Key"]));
    }

    [Theory]
    [InlineData("""{"listComposd":false}""", "/listComposd: is not a known setting, and is ignored. Did you mean \"listComposed\"?")]
    [InlineData("""{"limits":{"step":1}}""", "/limits/step: is not a known setting, and is ignored. Did you mean \"steps\"?")]
    [InlineData("""{"telemetry":{"oltp":{}}}""", "/telemetry/oltp: is not a known setting, and is ignored. Did you mean \"otlp\"?")]
    [InlineData("""{"telemetry":{"otlp":{"url":"x"}}}""", "/telemetry/otlp/url: is not a known setting, and is ignored.")]
    [InlineData("""{"colour":1}""", "/colour: is not a known setting, and is ignored.")]
    public void An_unknown_setting_is_a_warning_with_the_nearest_name(string text, string warning)
    {
        var file = SettingsFile.Parse(text);
        Assert.True(file.IsUsable);
        Assert.Equal(warning, Assert.Single(file.Problems).ToString());
    }

    [Theory]
    [InlineData("allow", true, false)]
    [InlineData("ask", true, true)]
    [InlineData("deny", false, false)]
    public void Composing_is_allowed_asked_for_or_denied(string word, bool may, bool asks)
    {
        var file = SettingsFile.Parse($$"""{"compose":"{{word}}"}""");
        Assert.Empty(file.Problems);
        Assert.Equal((may, asks), (file.Settings.MayCompose, file.Settings.AsksToCompose));
    }

    [Theory]
    [InlineData("""{"telemetry":{"otlp":true}}""", "/telemetry/otlp: must be an object")]
    [InlineData("""{"telemetry":{"otlp":{"endpoint":"collector:4317"}}}""", "/telemetry/otlp/endpoint: must be an address")]
    [InlineData("""{"telemetry":{"otlp":{"protocol":"http/json"}}}""", "/telemetry/otlp/protocol: must be one of http/protobuf, grpc")]
    [InlineData("""{"telemetry":{"otlp":{"headers":{"a":"secret,b"}}}}""", "/telemetry/otlp/headers: must be names of letters")]
    [InlineData("""{"telemetry":{"otlp":{"headers":{"api!key":"secret"}}}}""", "/telemetry/otlp/headers: must be names of letters")]
    [InlineData("""{"telemetry":{"otlp":{"headers":{"api key":"secret"}}}}""", "/telemetry/otlp/headers/api key: is no header's name")]
    [InlineData("""{"telemetry":{"otlp":{"headers":{"a":"${NO_SUCH_VARIABLE}"}}}}""", "/telemetry/otlp/headers/a: The environment variable NO_SUCH_VARIABLE is not set")]
    [InlineData("[]", "must be an object")]
    [InlineData("{", "This is not JSON")]
    [InlineData("""{"compose":"\ud800"}""", "/compose: holds half of a surrogate pair")]
    [InlineData("""{"limits":{"\ud800":1}}""", "/limits: holds half of a surrogate pair")]
    [InlineData("""{"builtIn":{"files":{"roots":["a\u0000"]}}}""", "/builtIn/files/roots/0: holds half of a surrogate pair")]
    [InlineData("""{"limits":{"\u0000":1}}""", "/limits: holds half of a surrogate pair")]
    [InlineData("""{"compose":1}""", "/compose: must be a text")]
    [InlineData("""{"compose":"maybe"}""", "/compose: must be")]
    [InlineData("""{"listComposed":"no"}""", "/listComposed: must be true or false")]
    [InlineData("""{"startupWait":"later"}""", "/startupWait: must be a duration")]
    [InlineData("""{"limits":{"steps":0}}""", "/limits/steps: must be a whole number")]
    [InlineData("""{"limits":{"steps":1.5}}""", "/limits/steps: must be a whole number")]
    [InlineData("""{"limits":[]}""", "/limits: must be an object")]
    [InlineData("""{"builtIn":{"files":{"roots":"."}}}""", "/builtIn/files/roots: must be a list")]
    public void A_wrong_setting_is_an_error(string text, string problem)
    {
        var file = SettingsFile.Parse(text);
        Assert.False(file.IsUsable);
        Assert.StartsWith(problem, Assert.Single(file.Problems).ToString(), StringComparison.Ordinal);
    }

    private static (int, int, int, int, int, long, long, int, long, int) Figures(Limits limits) => (
        limits.Steps, limits.Parallel, limits.Depth, limits.CallsPerRun, limits.Items,
        limits.ValueBytes, limits.RunBytes, limits.JsonDepth, limits.DefinitionBytes, limits.Tools);
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using ComposeServer.Configuration;
using ComposeServer.Telemetry;
using ComposeServer.Tests.BuiltInTools;
using ComposeServer.Tests.Upstreams;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Telemetry;

/// <summary>Against a collector on this machine, which takes note of what it gets.</summary>
[Collection(TelemetryTestGroup.Name)]
public sealed class OtlpExportTests : IDisposable
{
    private readonly ConcurrentQueue<(string Path, string? Key, string Body)> _got = new();
    private readonly LocalSite _collector;

    public OtlpExportTests() => _collector = new LocalSite(async context =>
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        _got.Enqueue((context.Request.Url!.AbsolutePath, context.Request.Headers["api-key"], Encoding.UTF8.GetString(body.ToArray())));
        await LocalSite.Send(context, [], "application/x-protobuf");
    });

    [Fact]
    public async Task Spans_and_metrics_reach_the_collector_with_the_headers_and_without_values()
    {
        using (new OtlpExport(Settings("a secret with = and %"), "1.2.3"))
            await RunBench.RunAsync(Tool("otlp_good"));
        var traces = string.Concat(Assert.Single(_got, one => one.Path == "/base/v1/traces").Body);
        Assert.Contains("run otlp_good", traces, StringComparison.Ordinal);
        Assert.Contains("step a", traces, StringComparison.Ordinal);
        Assert.Contains("compose-server", traces, StringComparison.Ordinal);
        Assert.Contains("1.2.3", traces, StringComparison.Ordinal);
        var metrics = Assert.Single(_got, one => one.Path == "/base/v1/metrics").Body;
        foreach (var name in (string[])["composer.runs", "composer.steps", "composer.run.duration", "composer.step.duration"])
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        Assert.All(_got, one => Assert.Equal("a secret with = and %", one.Key));
        Assert.All(_got, one => Assert.DoesNotContain(RunBench.Secret, one.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_begins_changes_and_ends_with_the_settings_and_no_header_is_logged()
    {
        var log = new LogLines();
        using (var export = new TelemetryExport("1", log.CreateLogger<TelemetryExport>()))
        {
            export.Apply(TelemetrySettings.None);
            await RunBench.RunAsync(Tool("otlp_before"));
            export.Apply(new TelemetrySettings(Settings("first-secret")));
            await RunBench.RunAsync(Tool("otlp_first"));
            export.Apply(new TelemetrySettings(Settings("first-secret")));
            Assert.Empty(_got);
            export.Apply(new TelemetrySettings(Settings("second-secret")));
            await RunBench.RunAsync(Tool("otlp_second"));
            export.Apply(TelemetrySettings.None);
            await RunBench.RunAsync(Tool("otlp_after"));
        }

        Assert.Equal("first-secret", Assert.Single(_got, one => one.Body.Contains("run otlp_first", StringComparison.Ordinal)).Key);
        Assert.Equal("second-secret", Assert.Single(_got, one => one.Body.Contains("run otlp_second", StringComparison.Ordinal)).Key);
        Assert.DoesNotContain(_got, one => one.Body.Contains("otlp_before", StringComparison.Ordinal) || one.Body.Contains("otlp_after", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", string.Join('\n', log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_other_end_disturbs_nothing()
    {
        _collector.Dispose();
        using (new OtlpExport(Settings("x"), "1"))
            Assert.Null((await RunBench.RunAsync(Tool("otlp_gone"))).Failure);
        Assert.Empty(_got);
    }

    public void Dispose() => _collector.Dispose();

    private OtlpSettings Settings(string key) => new()
    {
        Endpoint = new Uri(_collector.Url + "base"),
        Headers = ImmutableSortedDictionary<string, string>.Empty.Add("api-key", key),
    };

    private static Engine.Compilation.CompiledTool Tool(string name) => new RunBench().Compose(
        $$"""{"name":"{{name}}","description":"d","parameters":{"password":"string"},"steps":[{"id":"a","tool":"echo","params":"$input"}]}""");
}

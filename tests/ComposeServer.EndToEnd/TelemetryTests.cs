using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>Telemetry leaves the process when the settings ask for it; when they do not, what would send it is not even loaded.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Secret = "not-for-logs";

    private readonly TestHome _home = new();
    private readonly Channel<(string Path, string Body)> _got = Channel.CreateUnbounded<(string Path, string Body)>();
    private int _redirected;

    [NeedsProcFact]
    public async Task Without_settings_nothing_of_it_is_loaded()
    {
        await using var client = await Client.Connect(_home);
        await Run(client);
        Assert.DoesNotContain("OpenTelemetry", await Maps(client), StringComparison.Ordinal);
    }

    [NeedsProcFact]
    public async Task With_settings_it_is_sent_to_the_collector_with_its_headers_and_the_standards_variables_count()
    {
        using var collector = Collector(out var url);
        File.WriteAllText(Path.Combine(_home.Home, "settings.json"), $$"""{"telemetry":{"otlp":{"endpoint":"{{url}}","headers":{"api-key":"{{Secret}}"} } } }""");
        var start = _home.Program();
        start.Environment["OTEL_BSP_SCHEDULE_DELAY"] = start.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "100";
        start.Environment["OTEL_SERVICE_NAME"] = "my-composer";
        await using var client = await Client.Connect(start);
        await Run(client);
        Assert.Contains("OpenTelemetry", await Maps(client), StringComparison.Ordinal);
        await Sent(("/v1/traces", "run measured"), ("/v1/traces", "my-composer"), ("/v1/metrics", "composer.runs"), ("/v1/metrics", "my-composer"));
        client.Process.EndInput();
        Assert.Equal(0, await client.Process.Exit());
        await client.Process.OutputRead();
        Assert.DoesNotContain(Secret, string.Join('\n', client.Process.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_redirects_sends_its_headers_nowhere()
    {
        using var other = Collector(out var elsewhere);
        using var collector = Collector(out var url, redirectTo: elsewhere);
        File.WriteAllText(_home.Settings, $$"""{"telemetry":{"otlp":{"endpoint":"{{url}}","headers":{"api-key":"{{Secret}}"} } } }""");
        await using var client = await Client.Connect(_home);
        await Run(client);
        client.Process.EndInput();
        Assert.Equal(0, await client.Process.Exit());
        Assert.True(_redirected > 0);
        Assert.Equal(0, _got.Reader.Count);
    }

    [NeedsNodeFact]
    public async Task Over_gRPC_it_is_sent_too()
    {
        await using var collector = new LineProcess(new ProcessStartInfo("node", [Places.Server("collector.mjs")]));
        var port = collector[await collector.Find(message => message.TryGetProperty("port", out _), "its port")].GetProperty("port").GetInt32();
        File.WriteAllText(_home.Settings, $$"""{"telemetry":{"otlp":{"endpoint":"http://127.0.0.1:{{port}}","protocol":"grpc","headers":{"api-key":"{{Secret}}"} } } }""");
        await using var client = await Client.Connect(_home);
        await Run(client);
        client.Process.EndInput();
        Assert.Equal(0, await client.Process.Exit());
        await collector.Find(message => IsSent(message, "trace.v1.TraceService", "run measured"), "the trace");
        await collector.Find(message => IsSent(message, "metrics.v1.MetricsService", "composer.runs"), "the metrics");
    }

    public void Dispose() => _home.Dispose();

    private static bool IsSent(JsonElement message, string service, string text) =>
        message.TryGetProperty("path", out var path) && path.ValueEquals($"/opentelemetry.proto.collector.{service}/Export")
        && message.GetProperty("key").ValueEquals(Secret) && message.GetProperty("body").GetString()!.Contains(text, StringComparison.Ordinal);

    private static async Task Run(Client client)
    {
        await client.Compose("""{"name":"measured","description":"d","steps":[{"value":1}]}""");
        (await client.Call("measured")).Good();
    }

    // Ends when all of it has come, in whatever order.
    private async Task Sent(params (string Path, string Text)[] wanted)
    {
        var missing = wanted.ToList();
        while (missing.Count > 0)
        {
            var (path, body) = await _got.Reader.ReadAsync().AsTask().WaitAsync(Places.Patience);
            missing.RemoveAll(one => one.Path == path && body.Contains(one.Text, StringComparison.Ordinal));
        }
    }

    private static Task<string> Maps(Client client) => File.ReadAllTextAsync($"/proc/{client.Process.Id}/maps");

    private HttpListener Collector(out string url, string? redirectTo = null)
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        var listener = new HttpListener();
        listener.Prefixes.Add(url + "/");
        listener.Start();
        _ = Task.Run(() => Listen(listener, redirectTo));
        return listener;
    }

    private void Redirect(HttpListenerContext context, string target)
    {
        Interlocked.Increment(ref _redirected);
        (context.Response.StatusCode, context.Response.RedirectLocation) = (307, target + context.Request.Url!.AbsolutePath);
    }

    private async Task Listen(HttpListener listener, string? redirectTo)
    {
        while (listener.IsListening)
            try
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                if (redirectTo is not null)
                    Redirect(context, redirectTo);
                else if (context.Request.Headers["api-key"] == Secret)
                    _got.Writer.TryWrite((context.Request.Url!.AbsolutePath, Encoding.UTF8.GetString(body.ToArray())));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
    }
}

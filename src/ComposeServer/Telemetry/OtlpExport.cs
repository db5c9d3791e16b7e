using ComposeServer.Configuration;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ComposeServer.Telemetry;

/// <summary>Sends spans and metrics to a collector over OTLP. Nothing else touches the OpenTelemetry packages, so they are loaded with this only.</summary>
internal sealed class OtlpExport : IDisposable
{
    /// <summary>How long the end waits for what is not sent yet, in milliseconds.</summary>
    private const int Patience = 2_000;

    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    /// <param name="settings">What the settings say; for the rest the standard's environment variables are asked (<c>OTEL_EXPORTER_OTLP_…</c>).</param>
    /// <param name="version">The version of this program.</param>
    internal OtlpExport(OtlpSettings settings, string version)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService("compose-server", serviceVersion: version).AddTelemetrySdk().AddEnvironmentVariableDetector();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Instruments.Name)
            .AddOtlpExporter(options => Take(options, settings, "v1/traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Instruments.Name)
            .AddOtlpExporter(options => Take(options, settings, "v1/metrics"))
            .Build();
    }

    /// <summary>Sends what is not sent yet, and ends.</summary>
    public void Dispose()
    {
        Parallel.Invoke(() => _traces.Shutdown(Patience), () => _metrics.Shutdown(Patience));
        _traces.Dispose();
        _metrics.Dispose();
    }

    private static void Take(OtlpExporterOptions options, OtlpSettings settings, string signal)
    {
        options.HttpClientFactory = () => Client(options);
        if (settings.Protocol is not null || Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL") is null or "")
            options.Protocol = settings.Protocol == OtlpSettings.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (settings.Endpoint is { } endpoint)
            options.Endpoint = options.Protocol == OtlpExportProtocol.Grpc ? endpoint : new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/" + signal);
        if (settings.Headers.Count > 0)
            options.Headers = string.Join(',', settings.Headers.Select(static header => $"{header.Key}={Uri.EscapeDataString(header.Value)}"));
    }

    // Its headers are secrets, which a redirect would take elsewhere.
    private static HttpClient Client(OtlpExporterOptions options) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds) };
}

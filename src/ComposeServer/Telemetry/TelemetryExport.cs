using System.Runtime.CompilerServices;
using ComposeServer.Configuration;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Telemetry;

/// <summary>Exports telemetry while the settings ask for it, and only then.</summary>
internal sealed partial class TelemetryExport(string version, ILogger<TelemetryExport> log) : IDisposable
{
    private readonly Lock _lock = new();
    private OtlpSettings? _settings;
    private OtlpExport? _export;

    /// <summary>Begins, ends or changes the export; the same settings again change nothing.</summary>
    internal void Apply(TelemetrySettings settings)
    {
        lock (_lock)
        {
            if (Equals(settings.Otlp, _settings))
                return;
            _export?.Dispose();
            _settings = settings.Otlp;
            _export = settings.Otlp is null ? null : TryStart(settings.Otlp);
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _export?.Dispose();
    }

    private OtlpExport? TryStart(OtlpSettings settings)
    {
        try
        {
            return Start(settings, version);
        }
        catch (Exception e)
        {
            // The message could hold a header.
            LogNotStarted(e.GetType().Name);
            return null;
        }
    }

    // By itself, so that the packages are loaded when it is called and not before.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OtlpExport Start(OtlpSettings settings, string version) => new(settings, version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telemetry cannot be exported ({Reason}): look at \"telemetry\" in settings.json and at the OTEL_ environment variables.")]
    private partial void LogNotStarted(string reason);
}

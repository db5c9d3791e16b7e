using Microsoft.Extensions.Logging;

namespace ComposeServer.Upstreams;

/// <summary>Hears from the log of the SDK's stdio transport which lines it could not read, because it tells nobody else of them.</summary>
/// <remarks>
/// The transport says what the line was only to a log that is traced. It would write every message that it sends into such a log too,
/// so tracing is on only where it reads.
/// </remarks>
internal sealed class UnreadableLines(Action<string> hear) : ILoggerFactory, ILogger
{
    private const string Event = "LogTransportMessageParseFailedSensitive";

    private const string Line = "Message";

    private static readonly AsyncLocal<bool> Listening = new();

    /// <summary>Turns tracing on in what the caller begins from here on.</summary>
    internal static void ListenInThisFlow() => Listening.Value = true;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Trace && Listening.Value;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name != Event || state is not IReadOnlyList<KeyValuePair<string, object?>> values)
            return;
        foreach (var (name, value) in values)
            if (name == Line && value is string line)
                hear(line);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}

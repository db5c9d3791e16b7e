using System.Text;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Upstreams;

/// <summary>What a child writes to its standard error: it goes to the log, and the last lines are kept.</summary>
internal sealed partial class ErrorOutput
{
    private const int Kept = 5;

    private const int LongestLine = 300;

    private readonly Queue<string> _lines = new();
    private readonly ILogger _logger;

    internal ErrorOutput(string server, Stream stream, Secrets secrets, ILogger logger, CancellationToken cancellationToken)
    {
        _logger = logger;
        Ended = Hear(server, stream, secrets, cancellationToken);
    }

    /// <summary>Completes when there is nothing more to hear.</summary>
    internal Task Ended { get; }

    /// <summary>The last lines, without secrets, as the end of a sentence; nothing when there are none.</summary>
    public override string ToString()
    {
        lock (_lines)
            return _lines.Count == 0 ? "" : $"; its last words: {string.Join(" / ", _lines)}";
    }

    private async Task Hear(string server, Stream stream, Secrets secrets, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var line in MessageLines.Read(stream, cancellationToken))
            {
                var text = secrets.Hidden(Encoding.UTF8.GetString(line));
                Keep(text.Length > LongestLine ? text[..LongestLine] + "…" : text);
                LogLine(server, text);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Nothing more to hear.
        }
    }

    private void Keep(string line)
    {
        lock (_lines)
        {
            if (_lines.Count == Kept)
                _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "[{Server}] {Line}")]
    private partial void LogLine(string server, string line);
}

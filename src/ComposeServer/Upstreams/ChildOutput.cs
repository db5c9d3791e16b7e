using Microsoft.Extensions.Logging;

namespace ComposeServer.Upstreams;

/// <summary>What a child writes that is no message: lines to its standard error go to the log, and the last ones are kept.</summary>
internal sealed partial class ChildOutput(string server, Secrets secrets, ILogger logger)
{
    private const int Kept = 5;

    private const int LongestLine = 300;

    private readonly Queue<string> _lines = new();
    private bool _spokeNonsense;

    /// <summary>Hears a line of its standard error.</summary>
    internal void HearError(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        var text = secrets.Hidden(line.Trim());
        Keep(text.Length > LongestLine ? text[..LongestLine] + "…" : text);
        LogLine(server, text);
    }

    /// <summary>Hears that it wrote something to its standard output that is no message.</summary>
    internal void HearNonsense()
    {
        if (!Interlocked.Exchange(ref _spokeNonsense, true))
            LogNonsense(server);
    }

    /// <summary>What may explain its end, without secrets, as the end of a sentence; nothing when there is nothing.</summary>
    public override string ToString()
    {
        var nonsense = _spokeNonsense ? ", and what it wrote to its output is not MCP" : "";
        lock (_lines)
            return _lines.Count == 0 ? nonsense : $"{nonsense}; its last words: {string.Join(" / ", _lines)}";
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Server \"{Server}\" writes lines to its standard output that are not JSON-RPC messages; they are passed over. A server must log to its standard error.")]
    private partial void LogNonsense(string server);
}

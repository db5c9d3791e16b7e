namespace ComposeServer.Upstreams;

/// <summary>The last few lines that a child wrote to its standard error.</summary>
internal sealed class LastLines
{
    private const int Kept = 5;

    private const int LongestLine = 300;

    private readonly Queue<string> _lines = new();

    internal void Add(string line)
    {
        lock (_lines)
        {
            if (_lines.Count == Kept)
                _lines.Dequeue();
            _lines.Enqueue(line.Length > LongestLine ? line[..LongestLine] + "…" : line);
        }
    }

    /// <summary>The lines as the end of a sentence; nothing when there are none.</summary>
    public override string ToString()
    {
        lock (_lines)
            return _lines.Count == 0 ? "" : $"; its last words: {string.Join(" / ", _lines)}";
    }
}

using System.Text;

namespace ComposeServer.StandIn;

/// <summary>Writes down, a line each, that the program started and what it received.</summary>
internal sealed class Record(string? path)
{
    private readonly Lock _gate = new();

    /// <summary>Notes the start; gives how many starts stand in the record now.</summary>
    internal int Start()
    {
        Add($$"""{"event":"start","pid":{{Environment.ProcessId}}}""");
        return path is null ? 1 : File.ReadLines(path).Count(line => line.StartsWith("{\"event\":\"start\"", StringComparison.Ordinal));
    }

    internal void Add(string line)
    {
        if (path is null)
            return;
        lock (_gate)
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            file.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }
}

using System.Text;

namespace ComposeServer.StandIn;

/// <summary>Standard output, a whole line at a time.</summary>
internal sealed class Output
{
    private readonly Stream _stream = Console.OpenStandardOutput();
    private readonly Lock _gate = new();

    internal void WriteLine(string line)
    {
        lock (_gate)
        {
            _stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
            _stream.Flush();
        }
    }
}

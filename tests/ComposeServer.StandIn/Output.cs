using System.Text;

namespace ComposeServer.StandIn;

/// <summary>Standard output, a whole line at a time unless the script wants less.</summary>
internal sealed class Output
{
    private readonly Stream _stream = Console.OpenStandardOutput();
    private readonly Lock _gate = new();

    internal void WriteLine(string line) => Write(Encoding.UTF8.GetBytes(line + "\n"));

    internal void Write(byte[] bytes)
    {
        lock (_gate)
        {
            _stream.Write(bytes);
            _stream.Flush();
        }
    }
}

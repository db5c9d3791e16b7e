namespace ComposeServer.Benchmarks.Latency;

/// <summary>Reads lines from a stream on the caller's own thread, so that no hand-over between threads is in what is measured.</summary>
internal sealed class LineReader(Stream source)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next line without its end; it stands until the next is read.</summary>
    internal ReadOnlyMemory<byte> Next()
    {
        for (var searched = 0; ;)
        {
            var at = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
                return Take(searched + at);
            searched = _end - _start;
            Fill();
        }
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length + 1;
        return line;
    }

    private void Fill()
    {
        if (_end == _buffer.Length)
            MakeRoom();
        var read = source.Read(_buffer, _end, _buffer.Length - _end);
        if (read == 0)
            throw new EndOfStreamException("The server has ended.");
        _end += read;
    }

    private void MakeRoom()
    {
        var room = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
        _buffer.AsSpan(_start, _end - _start).CopyTo(room);
        (_buffer, _end, _start) = (room, _end - _start, 0);
    }
}

namespace ComposeServer.Upstreams;

/// <summary>The lines that a child writes, read on the caller's thread. Bytes that are no UTF-8 are for the reader of the line to refuse.</summary>
internal sealed class ChildLines(Stream output)
{
    /// <summary>The longest line that is read.</summary>
    internal const int Longest = 256 * 1024 * 1024;

    private const int Room = 16 * 1024;

    private const int LargestKept = 1024 * 1024;

    private byte[] _buffer = new byte[Room];
    private int _start;
    private int _searched;
    private int _end;

    /// <summary>Reads the next line, without its end; false at the end of output. An unfinished line at the end is none.</summary>
    /// <param name="line">The line; it stands until the next is read.</param>
    /// <param name="more">Whether the next line has come already.</param>
    /// <exception cref="IOException">The line is too long, or the output cannot be read.</exception>
    internal bool TryNext(out ReadOnlyMemory<byte> line, out bool more)
    {
        while (true)
        {
            var at = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (at >= 0)
                return Take(_searched + at, out line, out more);
            _searched = _end;
            if (!Fill())
                break;
        }

        (line, more) = (default, false);
        return false;
    }

    private bool Take(int end, out ReadOnlyMemory<byte> line, out bool more)
    {
        line = _buffer.AsMemory(_start, end - _start);
        _start = _searched = end + 1;
        more = _buffer.AsSpan(_start, _end - _start).Contains((byte)'\n');
        return true;
    }

    private bool Fill()
    {
        if (_start == _end || _end == _buffer.Length)
            MakeRoom();
        var read = output.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        var length = _end - _start;
        if (length >= Longest)
            throw new IOException("A line is too long.");
        // A buffer that one long line needed is not kept for all that come after it.
        var size = length == 0 && _buffer.Length > LargestKept ? Room : length > _buffer.Length / 2 ? _buffer.Length * 2 : _buffer.Length;
        var buffer = size == _buffer.Length ? _buffer : new byte[size];
        _buffer.AsSpan(_start, length).CopyTo(buffer);
        (_buffer, _searched, _start, _end) = (buffer, _searched - _start, 0, length);
    }
}

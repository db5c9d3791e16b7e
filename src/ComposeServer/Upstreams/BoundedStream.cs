namespace ComposeServer.Upstreams;

/// <summary>Reads what an upstream sends, and fails where one message is larger than any may be, before it fills the memory.</summary>
/// <param name="inner">What is read.</param>
/// <param name="limit">The most bytes of a message.</param>
/// <param name="isEvents">Whether these are server-sent events, each a message that an empty line ends (HTML, section 9.2.6), or the whole is one.</param>
internal sealed class BoundedStream(Stream inner, long limit, bool isEvents) : Stream
{
    private long _message;
    private long _line;
    private bool _isAfterReturn;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count(buffer[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Count(buffer.Span[..read]);
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Count(ReadOnlySpan<byte> read)
    {
        while (isEvents && read.IndexOfAny((byte)'\r', (byte)'\n') is var end and >= 0)
        {
            _message += end + 1;
            _line += end;
            // The second half of a line's end ends no line.
            if (!(_isAfterReturn && end == 0 && read[0] == '\n'))
                EndLine();
            _isAfterReturn = read[end] == '\r';
            read = read[(end + 1)..];
        }

        _message += read.Length;
        _line += read.Length;
        _isAfterReturn &= read.IsEmpty;
        Check();
    }

    private void Check()
    {
        if (_message > limit)
            throw new IOException("A message of the server is too large.");
    }

    private void EndLine()
    {
        Check();
        if (_line == 0)
            _message = 0;
        _line = 0;
    }
}

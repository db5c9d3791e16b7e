namespace ComposeServer.Hosting;

/// <summary>
/// Standard output, written when a message is whole, by the thread that has it: a write of the framework's own stream to it that may wait is
/// handed to another thread, which costs more than the write.
/// </summary>
internal sealed class OutputStream(Stream inner) : Stream
{
    private readonly BufferedStream _buffer = new(inner);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => _buffer.Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _buffer.Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush() => _buffer.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        _buffer.Flush();
        return Task.CompletedTask;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _buffer.Dispose();
        base.Dispose(disposing);
    }
}

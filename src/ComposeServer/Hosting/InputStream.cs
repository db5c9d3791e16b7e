namespace ComposeServer.Hosting;

/// <summary>
/// Standard input, which tells when it has ended (the SDK does not stop then while a subscription is open), and which
/// passes on at most so many bytes of one line, so that a message without end fills no memory.
/// </summary>
internal sealed class InputStream(Stream inner, int longestLine) : Stream
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _line;

    /// <summary>Completes at the end of input.</summary>
    internal Task Ended => _ended.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // A read of standard input cannot be cancelled, only left alone.
            var count = await inner.ReadAsync(buffer, CancellationToken.None).AsTask().WaitAsync(cancellationToken);
            if (count == 0)
            {
                _ended.TrySetResult();
                return 0;
            }

            var kept = DropOverlong(buffer.Span[..count]);
            if (kept > 0)
                return kept;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    // What is passed on of an overlong line is no message, and the reader of lines ignores it.
    private int DropOverlong(Span<byte> bytes)
    {
        if (_line + bytes.Length <= longestLine)
        {
            var end = bytes.LastIndexOf((byte)'\n');
            _line = end < 0 ? _line + bytes.Length : bytes.Length - end - 1;
            return bytes.Length;
        }

        var kept = 0;
        foreach (var value in bytes)
        {
            _line = value == (byte)'\n' ? 0 : Math.Min(_line, longestLine) + 1;
            if (_line <= longestLine)
                bytes[kept++] = value;
        }

        return kept;
    }
}

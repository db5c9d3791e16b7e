using System.Text;

namespace ComposeServer.Hosting;

/// <summary>
/// Standard input, which passes on at most so many bytes of one line, so that a message without end fills no memory, and
/// which at its end adds a notice of its own: whoever meets it knows that all messages before it have been handed over. (The SDK
/// does not stop at the end of input while a subscription is open, and stops at once, with requests unread, when told.)
/// </summary>
internal sealed class InputStream(Stream inner, int longestLine) : Stream
{
    /// <summary>The method of the notice that stands at the end.</summary>
    internal const string EndNotice = "notifications/compose-server/end-of-input";

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadOnlyMemory<byte> _notice = Encoding.UTF8.GetBytes($$"""{{'\n'}}{"jsonrpc":"2.0","method":"{{EndNotice}}"}{{'\n'}}""");
    private int _line;
    private int _lines;

    /// <summary>How many lines there were.</summary>
    internal int Lines => Volatile.Read(ref _lines);

    /// <summary>Completes at the end of input.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Lets the reader come to the end, too.</summary>
    internal void Finish() => _closed.TrySetResult();

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
            var count = _ended.Task.IsCompleted ? 0 : await inner.ReadAsync(buffer, CancellationToken.None).AsTask().WaitAsync(cancellationToken);
            if (count == 0)
                return await End(buffer, cancellationToken);

            // White space in JSON, and never part of a text; the reader of lines would end one there.
            buffer.Span[..count].Replace((byte)'\r', (byte)' ');
            Volatile.Write(ref _lines, _lines + buffer.Span[..count].Count((byte)'\n'));
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

    private async ValueTask<int> End(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!_ended.Task.IsCompleted && _line > 0)
            Volatile.Write(ref _lines, _lines + 1);
        _ended.TrySetResult();
        if (_notice.IsEmpty)
            await _closed.Task.WaitAsync(cancellationToken);
        var count = Math.Min(_notice.Length, buffer.Length);
        _notice[..count].CopyTo(buffer);
        _notice = _notice[count..];
        return count;
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

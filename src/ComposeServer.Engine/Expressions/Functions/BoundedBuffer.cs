using System.Buffers;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>A buffer that refuses to grow beyond what a text may have.</summary>
internal sealed class BoundedBuffer : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    internal ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Advance(int count)
    {
        _buffer.Advance(count);
        if (_buffer.WrittenCount > Results.MaxBytes)
            throw Results.TooLong();
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);
}

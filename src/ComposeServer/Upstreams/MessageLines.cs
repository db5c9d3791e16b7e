using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace ComposeServer.Upstreams;

/// <summary>Cuts a stream into lines (MCP, stdio transport: messages are delimited by newlines).</summary>
internal static class MessageLines
{
    /// <summary>The longest message that is read.</summary>
    internal const int LongestLine = 128 << 20;

    /// <summary>The lines, without their ends and without empty ones, each in bytes of its own; ends with the stream.</summary>
    /// <exception cref="IOException">A line is longer than <see cref="LongestLine"/>, or the stream broke.</exception>
    internal static async IAsyncEnumerable<byte[]> Read(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 << 10));
        long searched = 0;
        while (true)
        {
            // A read that is under way may not be one that the system can cancel.
            var read = await reader.ReadAsync(cancellationToken).AsTask().WaitAsync(cancellationToken);
            var buffer = read.Buffer;
            while (buffer.Slice(searched).PositionOf((byte)'\n') is { } end)
            {
                searched = 0;
                if (Trimmed(buffer.Slice(0, end)) is { Length: > 0 } line)
                    yield return line;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            searched = buffer.Length;
            if (searched > LongestLine)
                throw new IOException("it sent a message of more than 128 MiB");
            if (read.IsCompleted && Trimmed(buffer) is { Length: > 0 } rest)
                yield return rest;
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                yield break;
        }
    }

    private static byte[] Trimmed(ReadOnlySequence<byte> line)
    {
        var bytes = line.ToArray();
        var span = bytes.AsSpan().Trim(" \t\r"u8);
        if (span.StartsWith("\ufeff"u8))
            span = span[3..];
        return span.Length == bytes.Length ? bytes : span.ToArray();
    }
}

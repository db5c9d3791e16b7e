using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>Messages to and from a child, a line each. A thread of its own reads them, and hands answers of calls to who waits for them.</summary>
internal sealed class ChildConnection : TransportBase
{
    private static readonly JsonTypeInfo<JsonRpcMessage> Message = (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    private readonly Child _child;
    private readonly ChildOutput _output;
    private readonly Incoming _incoming;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Lazy<Task> _end;

    internal ChildConnection(string name, Child child, ChildOutput output, Incoming incoming)
        : base(name, loggerFactory: null)
    {
        (_child, _output, _incoming) = (child, output, incoming);
        _end = new Lazy<Task>(End);
        SetConnected();
        new Thread(Read) { IsBackground = true, Name = $"reads {name}" }.Start();
    }

    public override Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(message, Message);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        return Send(line).AsTask();
    }

    /// <summary>Sends a line, with its end.</summary>
    /// <exception cref="IOException">It does not take anything any more.</exception>
    internal async ValueTask Send(ReadOnlyMemory<byte> line)
    {
        await _sending.WaitAsync();
        try
        {
            // Not to be broken off: the next line would be taken for the rest of this one.
            await _child.Input.WriteAsync(line);
            await _child.Input.FlushAsync();
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException("It has been closed.", e);
        }
        finally
        {
            _sending.Release();
        }
    }

    public override async ValueTask DisposeAsync() => await _end.Value;

    private void Read()
    {
        var lines = new ChildLines(_child.Output);
        try
        {
            while (lines.TryNext(out var line, out var more))
            {
                Take(Readable(line.Span), more);
                // Whoever waited for it may have asked for more at once. Where many wait, this thread is awake anyway.
                if (!more && _incoming.IsWaitingForOne)
                    ChildOutputPipe.WatchBriefly(_child.Output);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Its output cannot be read any more, which is its end.
        }

        _ = _end.Value;
    }

    private void Take(ReadOnlySpan<byte> line, bool more)
    {
        var read = AnswerLine.Read(line, _incoming.Waits, out var id, out var answer);
        if (read == AnswerLine.Kind.Answer)
            _incoming.HearAnswer(id, answer!, handOver: more);
        else if (read == AnswerLine.Kind.Nonsense)
            _output.HearNonsense();
        else
            Forward(line);
    }

    // What is no UTF-8 reads as U+FFFD, as it does everywhere.
    private static ReadOnlySpan<byte> Readable(ReadOnlySpan<byte> line) =>
        Utf8.IsValid(line) ? line : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line));

    private void Forward(ReadOnlySpan<byte> line)
    {
        try
        {
            if (JsonSerializer.Deserialize(line, Message) is { } message && !_incoming.HearsAlone(message))
                WriteMessageAsync(message).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // It is JSON and no message of JSON-RPC, or holds names that are no text, and nobody waits for it.
        }
    }

    private async Task End()
    {
        var details = await _child.End();
        SetDisconnected(new ClientTransportClosedException(details));
        _child.Dispose();
    }
}

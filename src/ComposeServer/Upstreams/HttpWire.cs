using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ComposeServer.Configuration;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>An upstream over streamable HTTP or server-sent events, on the SDK's transports.</summary>
internal sealed class HttpWire : IWire
{
    private const string SdkPrefix = "Request failed (remote): ";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private static readonly JsonTypeInfo<JsonRpcMessage> Messages =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    private readonly HttpClient _client;
    private readonly ITransport _transport;
    private readonly CancellationTokenSource _gone = new();

    private HttpWire(HttpClient client, ITransport transport) => (_client, _transport) = (client, transport);

    public string Ending { get; private set; } = "it ended the session";

    /// <exception cref="IOException">The server of an SSE address could not be reached.</exception>
    internal static async Task<HttpWire> Open(UpstreamConfiguration server, CancellationToken cancellationToken)
    {
        // Time limits are ours, a call at a time; the client's own would cut long answers short.
        var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(30) }) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new HttpClientTransportOptions
        {
            Endpoint = server.Url!,
            Name = server.Name,
            TransportMode = server.Transport == Configuration.Transport.Sse ? HttpTransportMode.Sse : HttpTransportMode.AutoDetect,
            AdditionalHeaders = new Dictionary<string, string>(server.Headers),
        };
        try
        {
            return new HttpWire(client, await new HttpClientTransport(options, client).ConnectAsync(cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            client.Dispose();
            throw new IOException(Reason(e), e);
        }
    }

    public async Task<Answer?> Send(byte[] message, CancellationToken cancellationToken)
    {
        try
        {
            await _transport.SendMessageAsync(JsonSerializer.Deserialize(message, Messages)!, cancellationToken);
            return null;
        }
        catch (McpProtocolException e)
        {
            return Answer.Error((int)e.ErrorCode, e.Message.StartsWith(SdkPrefix, StringComparison.Ordinal) ? e.Message[SdkPrefix.Length..] : e.Message);
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested ? Answer.Cancelled : Answer.Lost("the session has ended");
        }
        catch (HttpRequestException e) when (e.StatusCode is { } status)
        {
            return Answer.Lost($"it answered with HTTP status {(int)status}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // Nobody is there any more: the connection as a whole is gone, not only this call.
            Ending = Reason(e);
            await _gone.CancelAsync();
            return Answer.Lost(Ending);
        }
        catch (Exception e) when (e is McpException or JsonException or InvalidOperationException or ArgumentException)
        {
            return Answer.Unusable("what it sent is not an answer that can be read");
        }
    }

    public async IAsyncEnumerable<IncomingMessage> Receive([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _gone.Token);
        while (await Next(either.Token))
            while (_transport.MessageReader.TryRead(out var message))
                if (Read(message) is { } incoming)
                    yield return incoming;
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _transport.DisposeAsync().AsTask().WaitAsync(Farewell).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
    }

    private static string Reason(Exception exception) =>
        exception is HttpRequestException { StatusCode: { } status }
            ? $"it answered with HTTP status {(int)status}"
            : $"it cannot be reached ({exception.GetBaseException().Message})";

    private async Task<bool> Next(CancellationToken cancellationToken)
    {
        try
        {
            return await _transport.MessageReader.WaitToReadAsync(cancellationToken);
        }
        catch (Exception)
        {
            // However the SDK ends its stream of messages, it has ended.
            return false;
        }
    }

    private static IncomingMessage? Read(JsonRpcMessage message)
    {
        try
        {
            return IncomingMessage.Read(JsonSerializer.SerializeToUtf8Bytes(message, Messages));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException)
        {
            return message is JsonRpcResponse { Id.Id: long id } ? Unreadable(id) : null;
        }
    }

    private static IncomingMessage? Unreadable(long id) =>
        IncomingMessage.Read(System.Text.Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{id}},"result":null}""")) is { } message
            ? message with { Sound = false }
            : null;
}

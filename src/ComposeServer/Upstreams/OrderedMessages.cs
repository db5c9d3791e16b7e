using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Threading.Channels;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>What a transport receives; each message is heard at the moment at which it is taken.</summary>
internal sealed class OrderedMessages(ChannelReader<JsonRpcMessage> messages, Incoming incoming) : ChannelReader<JsonRpcMessage>
{
    public override Task Completion => messages.Completion;

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) => messages.WaitToReadAsync(cancellationToken);

    public override bool TryRead([MaybeNullWhen(false)] out JsonRpcMessage item)
    {
        if (!messages.TryRead(out item))
            return false;
        item = WithOurId(item);
        incoming.Hear(item);
        return true;
    }

    // Our ids are numbers; some servers give them back as texts, by which the client would not know them.
    private static JsonRpcMessage WithOurId(JsonRpcMessage message) => message switch
    {
        JsonRpcResponse { Id.Id: string text } answer when IsNumber(text, out var id) =>
            new JsonRpcResponse { Id = new RequestId(id), Result = answer.Result, Context = answer.Context },
        JsonRpcError { Id.Id: string text } answer when IsNumber(text, out var id) =>
            new JsonRpcError { Id = new RequestId(id), Error = answer.Error, Context = answer.Context },
        _ => message,
    };

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

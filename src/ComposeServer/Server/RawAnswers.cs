using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Server;

/// <summary>Parts of answers that go out as raw JSON in place of what the SDK's types would write, by the request that they answer.</summary>
internal sealed class RawAnswers
{
    private readonly ConcurrentDictionary<RequestId, JsonNode> _tools = new();

    /// <summary>Sets the tools that the answer to a <c>tools/list</c> will hold.</summary>
    internal void SetTools(RequestId request, JsonNode tools) => _tools[request] = tools;

    /// <summary>Puts them in, when the message is such an answer.</summary>
    internal void Fill(JsonRpcMessage message)
    {
        if (!_tools.IsEmpty && message is JsonRpcMessageWithId answer && _tools.TryRemove(answer.Id, out var tools) && message is JsonRpcResponse { Result: JsonObject result })
            result["tools"] = tools;
    }
}

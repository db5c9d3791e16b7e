using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Hosting;

/// <summary>
/// Has the runtime compile what the first answer needs, on another thread, while the program is still being put together:
/// a third of the time to that answer is the compilation of the SDK's serialization.
/// </summary>
internal static class HandshakeWarmUp
{
    private static ReadOnlySpan<byte> Handshake =>
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"","version":""}}}"""u8;

    internal static void Begin() => ThreadPool.UnsafeQueueUserWorkItem(static _ => Run(), null);

    private static void Run()
    {
        var request = (JsonRpcRequest)JsonSerializer.Deserialize(Handshake, TypeInfo<JsonRpcMessage>())!;
        request.Params.Deserialize(TypeInfo<InitializeRequestParams>());
        var answer = new InitializeResult
        {
            ProtocolVersion = "2025-11-25",
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
            ServerInfo = new Implementation { Name = "", Version = "" },
        };
        var response = new JsonRpcResponse { Id = request.Id, Result = JsonSerializer.SerializeToNode(answer, TypeInfo<InitializeResult>()) };
        JsonSerializer.SerializeToUtf8Bytes(response, TypeInfo<JsonRpcMessage>());
    }

    private static JsonTypeInfo<T> TypeInfo<T>() =>
        (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));
}

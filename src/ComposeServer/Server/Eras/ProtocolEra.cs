using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ComposeServer.Server.Eras;

/// <summary>The two ways in which MCP is spoken: sessions opened by a handshake (to 2025-11-25), and requests that each carry their version (from 2026-07-28).</summary>
internal static class ProtocolEra
{
    private const string FirstModern = "2026-07-28";

    /// <summary>The first version in which a question says whether it is a form or a link.</summary>
    private const string FirstWithModes = "2025-11-25";

    /// <summary>Whether a request belongs to the era without handshakes.</summary>
    internal static bool IsModern(McpServer server, JsonRpcRequest request) => IsFrom(FirstModern, server, request);

    /// <summary>Whether the client behind a request knows modes of questions.</summary>
    internal static bool HasQuestionModes(McpServer server, JsonRpcRequest request) => IsFrom(FirstWithModes, server, request);

    /// <summary>
    /// Whether the client behind a request can show its person a form: it has said so in the handshake, or, in the era without,
    /// in the request itself.
    /// </summary>
    internal static bool CanAsk(McpServer requestServer) => requestServer.ClientCapabilities?.Elicitation?.Form is not null;

    /// <summary>Whether the connection has said which version it speaks, so that it may be notified.</summary>
    internal static bool IsOpen(McpServer server) => server.NegotiatedProtocolVersion is not null;

    private static bool IsFrom(string version, McpServer server, JsonRpcRequest request) =>
        string.CompareOrdinal(request.Context?.ProtocolVersion ?? server.NegotiatedProtocolVersion ?? "", version) >= 0;
}

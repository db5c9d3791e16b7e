using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ComposeServer.Server.Eras;

/// <summary>The two ways in which MCP is spoken: sessions opened by a handshake (to 2025-11-25), and requests that each carry their version (from 2026-07-28).</summary>
internal static class ProtocolEra
{
    private const string FirstModern = "2026-07-28";

    /// <summary>Whether a request belongs to the era without handshakes.</summary>
    internal static bool IsModern(McpServer server, JsonRpcRequest request) =>
        string.CompareOrdinal(request.Context?.ProtocolVersion ?? server.NegotiatedProtocolVersion ?? "", FirstModern) >= 0;

    /// <summary>Whether the connection has said which version it speaks, so that it may be notified.</summary>
    internal static bool IsOpen(McpServer server) => server.NegotiatedProtocolVersion is not null;
}

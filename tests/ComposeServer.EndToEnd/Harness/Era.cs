namespace ComposeServer.EndToEnd.Harness;

/// <summary>The two ways in which MCP is spoken: with a handshake (2025-11-25), and with metadata in each request (2026-07-28).</summary>
public enum Era
{
    Legacy,
    Modern,
}

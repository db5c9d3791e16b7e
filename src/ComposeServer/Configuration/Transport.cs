namespace ComposeServer.Configuration;

/// <summary>How an upstream is reached.</summary>
internal enum Transport
{
    /// <summary>A child process, over its standard streams.</summary>
    Stdio,

    /// <summary>Streamable HTTP, else SSE where the server knows only that.</summary>
    Http,

    /// <summary>HTTP with server-sent events, as in MCP 2024-11-05.</summary>
    Sse,
}

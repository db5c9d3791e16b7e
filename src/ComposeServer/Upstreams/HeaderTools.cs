using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>Tells the SDK of tools whose arguments must go into HTTP headers too (MCP 2026-07-28, streamable HTTP: <c>x-mcp-header</c>).</summary>
internal static class HeaderTools
{
    internal static void Tell(McpClient client, ImmutableArray<JsonElement> tools)
    {
        client.ClearKnownTools();
        foreach (var tool in tools)
            if (ListedTool.NameOf(tool, out _) is { } name && JsonText.TryGet(tool, "inputSchema", out var schema)
                && JsonMarshal.GetRawUtf8Value(schema).IndexOf("x-mcp-header"u8) >= 0)
                Tell(client, name, schema);
    }

    private static void Tell(McpClient client, string name, JsonElement inputSchema)
    {
        try
        {
            client.AddKnownTools([new Tool { Name = name, InputSchema = inputSchema }]);
        }
        catch (ArgumentException)
        {
            // What the tool says of headers is not valid; the server will say so to who calls it.
        }
    }
}

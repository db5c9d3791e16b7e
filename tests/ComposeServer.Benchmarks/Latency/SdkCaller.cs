using System.Diagnostics;
using System.Text.Json;
using ComposeServer.EndToEnd.Harness;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>The official SDK's client, as a program that uses MCP has it.</summary>
internal sealed class SdkCaller : ICaller
{
    private readonly McpClient _client;

    private SdkCaller(McpClient client) => _client = client;

    internal static SdkCaller Start(ProcessStartInfo start, Era era = Era.Legacy)
    {
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = start.FileName,
            Arguments = [.. start.ArgumentList],
            WorkingDirectory = start.WorkingDirectory.Length > 0 ? start.WorkingDirectory : null,
            EnvironmentVariables = start.Environment.ToDictionary(),
        });
        var options = new McpClientOptions { ProtocolVersion = era == Era.Modern ? "2026-07-28" : "2025-11-25" };
        var client = McpClient.CreateAsync(transport, options).GetAwaiter().GetResult();
        client.ListToolsAsync().AsTask().GetAwaiter().GetResult();
        return new SdkCaller(client);
    }

    public string Call(string tool, string arguments)
    {
        var members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arguments)!;
        var result = _client.CallToolAsync(new CallToolRequestParams { Name = tool, Arguments = members }).AsTask().GetAwaiter().GetResult();
        return result.IsError == true || result.Content is not [TextContentBlock text, ..]
            ? throw new InvalidOperationException(JsonSerializer.Serialize(result.Content))
            : text.Text;
    }

    public void Dispose() => _client.DisposeAsync().AsTask().GetAwaiter().GetResult();
}

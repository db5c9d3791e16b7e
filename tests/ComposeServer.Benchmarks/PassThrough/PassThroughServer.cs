using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ComposeServer.Benchmarks.PassThrough;

/// <summary>
/// What a proxy costs that is written on the SDK alone: its client, its server, and each call handed on. It does nothing else that the program does:
/// no timeouts, no cancellation that reaches the server behind, no limits, no order of messages.
/// </summary>
internal static class PassThroughServer
{
    internal static async Task RunAsync(string[] command, CancellationToken cancellationToken)
    {
        var transport = new StdioClientTransport(new StdioClientTransportOptions { Command = command[0], Arguments = command[1..] });
        await using var client = await McpClient.CreateAsync(transport, new McpClientOptions { ProtocolVersion = "2025-11-25" }, cancellationToken: cancellationToken);
        var tools = await client.ListToolsAsync(cancellationToken: cancellationToken);
        var options = new McpServerOptions { ServerInfo = new Implementation { Name = "pass-through", Version = "1" } };
        options.Handlers.ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. tools.Select(tool => tool.ProtocolTool)] });
        options.Handlers.CallToolHandler = (request, cancelled) => client.CallToolAsync(request.Params!, cancelled);
        await using var server = McpServer.Create(new StdioServerTransport("pass-through"), options);
        await server.RunAsync(cancellationToken);
    }
}

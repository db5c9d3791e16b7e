using ComposeServer.Server;
using ComposeServer.Server.Eras;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ComposeServer.Hosting;

/// <summary>Sets the SDK's server up with our face.</summary>
internal static class McpSetup
{
    private const string Instructions =
        """
        This server puts the tools of other MCP servers behind one door and lets you weld them into new tools. Before you do a task in several calls, look for a saved tool (list_composed_tools): it does them in one.
        When you find yourself calling the same tools in the same order again, weld them with dynamic_tool_compose; find_tools lists what steps can call. If a composed tool is not in your list yet, call it with call_composed_tool.
        """;

    /// <param name="server">What is set up.</param>
    /// <param name="opening">What is served; the handshake does not wait for it, and everything else does.</param>
    /// <param name="signal">Tells clients that the list of tools is another.</param>
    /// <param name="inFlight">Counts the requests that are not answered yet.</param>
    /// <param name="loggers">The log.</param>
    internal static void Configure(McpServerOptions server, Task<Composition> opening, ListSignal signal, RequestsInFlight inFlight, ILoggerFactory loggers)
    {
        var answers = new RawAnswers();
        var face = Face(opening, answers, loggers);
        server.ServerInfo = new Implementation { Name = "compose-server", Title = "ComposeServer", Version = ProgramVersion.Text };
        server.ServerInstructions = Instructions;
        server.ToolCollection = signal;
        server.Handlers.ListToolsHandler = async (request, cancelled) => await (await face).ListAsync(request, cancelled);
        server.Handlers.CallToolWithAlternateHandler = async (request, cancelled) => await (await face).CallAsync(request, cancelled);
        server.Filters.Message.IncomingFilters.Add(next => async (context, cancellationToken) =>
        {
            inFlight.Came(context.JsonRpcMessage);
            try
            {
                await MalformedParams.Refuse(() => next(context, cancellationToken));
            }
            catch (OperationCanceledException)
            {
                // Who has cancelled a request gets no answer.
                inFlight.Cancelled(context.JsonRpcMessage);
                throw;
            }
        });
        server.Filters.Message.OutgoingFilters.Add(next => async (context, cancellationToken) =>
        {
            // Before the handshake nobody may be told anything.
            if (context.JsonRpcMessage is JsonRpcNotification { Method: NotificationMethods.ToolListChangedNotification } && !ProtocolEra.IsOpen(context.Server))
                return;
            answers.Fill(context.JsonRpcMessage);
            await next(context, cancellationToken);
            inFlight.Went(context.JsonRpcMessage);
        });
    }

    private static async Task<ToolFace> Face(Task<Composition> opening, RawAnswers answers, ILoggerFactory loggers)
    {
        var composition = await opening;
        return new ToolFace(composition.Live, composition.OwnTools, composition.Face, composition.Rounds, answers, loggers.CreateLogger<ToolFace>());
    }
}

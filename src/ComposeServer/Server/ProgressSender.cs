using ComposeServer.Engine.Tools;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ComposeServer.Server;

/// <summary>Sends a call's progress in order, and all of it before the call is answered.</summary>
internal sealed class ProgressSender(McpServer server, ProgressToken token)
{
    private readonly Lock _lock = new();
    private Task _sent = Task.CompletedTask;

    internal void Report(ToolProgress progress)
    {
        lock (_lock)
            _sent = SendAfter(_sent, progress);
    }

    /// <summary>Ends when everything that was reported has been sent.</summary>
    internal Task Flushed()
    {
        lock (_lock)
            return _sent;
    }

    private async Task SendAfter(Task before, ToolProgress progress)
    {
        await before;
        var value = new ProgressNotificationValue { Progress = (float)progress.Progress, Total = (float?)progress.Total, Message = progress.Message };
        try
        {
            await server.NotifyProgressAsync(token, value);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone; the call itself finds out.
        }
    }
}

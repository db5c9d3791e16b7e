using ComposeServer.Engine.Tools;

namespace ComposeServer.Server.Questions;

/// <summary>Passes a call's progress to the request that waits for it at the moment; while none does, nobody hears of it.</summary>
internal sealed class ProgressRelay
{
    private readonly Lock _lock = new();
    private ProgressSender? _sender;

    internal void To(ProgressSender? sender)
    {
        lock (_lock)
            _sender = sender;
    }

    internal void Report(ToolProgress progress)
    {
        lock (_lock)
            _sender?.Report(progress);
    }

    /// <summary>Passes nothing on from now; ends when everything that was passed on has been sent.</summary>
    internal Task StopAsync()
    {
        lock (_lock)
        {
            var sender = _sender;
            _sender = null;
            return sender?.Flushed() ?? Task.CompletedTask;
        }
    }
}

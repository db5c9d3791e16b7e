using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Tools;
using Spectre.Console;

namespace ComposeServer.Cli;

/// <summary>Draws a run as it goes, over and over in the same place; while a person is asked something the place is theirs.</summary>
internal sealed class LiveTree(IAnsiConsole console) : IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private RunContext? _run;
    private TaskCompletionSource? _stop;
    private Task _drawing = Task.CompletedTask;
    private int _asking;

    /// <summary>On standard error; null when that is no terminal that can draw.</summary>
    internal static LiveTree? Open()
    {
        if (Console.IsErrorRedirected)
            return null;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Profile.Capabilities.Ansi ? new LiveTree(console) : null;
    }

    /// <summary>Begins to draw when the run does; everything else is seen in the run itself.</summary>
    internal void Hear(RunEvent happened)
    {
        if (happened.Kind != RunEventKind.RunStarted)
            return;
        _run = happened.Run;
        Draw();
    }

    /// <summary>Asks with the place cleared, and goes on drawing behind the last of several questions.</summary>
    internal Ask Around(Ask ask) => async (question, cancellationToken) =>
    {
        await ChangeAsync(1);
        try
        {
            return await ask(question, cancellationToken);
        }
        finally
        {
            await ChangeAsync(-1);
        }
    };

    /// <summary>Leaves the tree as it is now.</summary>
    internal async ValueTask EndAsync()
    {
        await StopAsync();
        if (_run is not null)
            console.Write(StepTree.Of(_run));
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask ChangeAsync(int asking)
    {
        await _turn.WaitAsync();
        try
        {
            _asking += asking;
            if (_asking == 0)
                Draw();
            else
                await StopAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Draw()
    {
        _stop = new TaskCompletionSource();
        _drawing = DrawAsync(_run!, _stop.Task);
    }

    private async ValueTask StopAsync()
    {
        _stop?.TrySetResult();
        await _drawing;
    }

    private Task DrawAsync(RunContext run, Task stop) => console.Live(StepTree.Of(run)).AutoClear(true).StartAsync(async display =>
    {
        while (!stop.IsCompleted)
        {
            display.UpdateTarget(StepTree.Of(run));
            await Task.WhenAny(stop, Task.Delay(Frame));
        }
    });
}

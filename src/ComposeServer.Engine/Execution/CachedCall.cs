using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>One call that several wait for, or that is remembered.</summary>
internal sealed class CachedCall(string key)
{
    private readonly TaskCompletionSource<ToolResult> _result = new();
    private readonly Lock _lock = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private Action? _abandon;
    private DateTimeOffset? _until;

    internal string Key => key;

    /// <summary>How many wait for it.</summary>
    internal int Waiting { get; set; }

    /// <summary>How large its result is.</summary>
    internal long Bytes { get; private set; }

    internal Task<ToolResult> Result => _result.Task;

    /// <summary>Whether it is in flight, or remembered and not too old.</summary>
    internal bool IsUsable(TimeProvider time) => _until is { } until ? time.GetUtcNow() < until : !_result.Task.IsCompleted;

    /// <summary>Waits for the result; each that waits goes on by itself.</summary>
    internal async ValueTask<ToolResult> WaitAsync(CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            if (_result.Task.IsCompleted)
                turn.SetResult();
            else
                _waiting.Add(turn);
        await using var registration = cancellationToken.Register(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await turn.Task;
        return await _result.Task;
    }

    /// <summary>Makes the call, and hears of its end before those who wait do; of a call that threw, with null.</summary>
    internal void Begin(Func<CancellationToken, Task<ToolResult>> call, Action<ToolResult?> ended) => _ = RunAsync(call, ended);

    internal void KeepUntil(DateTimeOffset until, long bytes) => (_until, Bytes) = (until, bytes);

    /// <summary>Cancels the call: nobody waits for it any more.</summary>
    internal void Abandon()
    {
        try
        {
            Volatile.Read(ref _abandon)?.Invoke();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private void End(Action set)
    {
        lock (_lock)
        {
            set();
            foreach (var turn in _waiting)
                turn.TrySetResult();
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task<ToolResult>> call, Action<ToolResult?> ended)
    {
        using var abandoned = new CancellationTokenSource();
        Volatile.Write(ref _abandon, abandoned.Cancel);
        try
        {
            var result = await call(abandoned.Token);
            ended(result);
            End(() => _result.SetResult(result));
        }
        catch (OperationCanceledException)
        {
            ended(null);
            End(_result.SetCanceled);
        }
        catch (Exception fault)
        {
            ended(null);
            End(() => _result.SetException(fault));
        }
        finally
        {
            Volatile.Write(ref _abandon, null);
        }
    }
}

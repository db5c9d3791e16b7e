namespace ComposeServer.Engine.Execution;

/// <summary>Bounds the calls of a run that are in flight; of those that wait, the highest priority goes first, and of equal ones the first that came.</summary>
internal sealed class CallSlots(int most)
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, (int Priority, long Order)> _waiting = new();
    private int _free = most;
    private long _order;

    /// <summary>Takes a slot, as soon as one is free.</summary>
    internal ValueTask EnterAsync(int priority, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return ValueTask.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn, (-priority, _order++));
            return new ValueTask(WaitAsync(turn, cancellationToken));
        }
    }

    /// <summary>Gives a slot back, to the next that waits.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            while (_waiting.TryDequeue(out var next, out _))
                if (next.TrySetResult())
                    return;
            _free++;
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), turn);
        await turn.Task;
    }
}

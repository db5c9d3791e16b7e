namespace ComposeServer.Engine.Execution;

/// <summary>
/// Runs steps side by side: each starts the moment that what it waits for has ended; no levels, no barrier.
/// The first failure cancels what is in flight, and nothing starts after it.
/// </summary>
internal sealed class Dataflow
{
    private readonly Schedule _schedule;
    private readonly RunContext _run;
    private readonly Lock _lock = new();
    private readonly int[] _waits;
    private readonly PriorityQueue<int, (int Priority, int Index)> _ready = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _closed;
    private RunFailure? _failure;

    internal Dataflow(Schedule schedule, RunContext run)
    {
        (_schedule, _run) = (schedule, run);
        _waits = [.. schedule.Waits];
        for (var index = 0; index < _waits.Length; index++)
            if (_waits[index] == 0)
                Ready(index);
    }

    /// <returns>Why the run failed; null when no step did.</returns>
    internal async ValueTask<RunFailure?> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Pump(stop);
        await _done.Task;
        if (_failure is null && _closed)
            Scheduler.SkipRest(_schedule, _run);
        return _failure;
    }

    private void Ready(int index) => _ready.Enqueue(index, (-_schedule.Priorities[index], index));

    // Starts what is ready, in order of priority.
    private void Pump(CancellationTokenSource stop)
    {
        while (Next() is { } index)
            _ = RunAsync(index, stop);
    }

    private int? Next()
    {
        lock (_lock)
        {
            if (!_closed && _ready.TryDequeue(out var index, out _))
            {
                _running++;
                return index;
            }

            if (_running == 0)
                _done.TrySetResult();
            return null;
        }
    }

    private async Task RunAsync(int index, CancellationTokenSource stop)
    {
        var ended = await Scheduler.RunStepAsync(_schedule.Steps[index], _run, index, stop.Token);
        if (Note(index, ended))
            stop.Cancel();
        Release(stop);
    }

    // Whether the step's end is the first failure of the run.
    private bool Note(int index, bool ended)
    {
        lock (_lock)
        {
            var outcome = _run.Steps[index].Outcome;
            var fails = !ended || outcome.Aborts;
            var isFirst = fails && _failure is null;
            if (isFirst)
                _failure = ended ? new RunFailure(index, outcome.Failure!) : RunFailure.Cancelled(index);
            _closed |= fails || outcome.Finishes;
            if (!_closed)
                foreach (var next in _schedule.Next[index])
                    if (--_waits[next] == 0)
                        Ready(next);
            return isFirst && ended;
        }
    }

    private void Release(CancellationTokenSource stop)
    {
        lock (_lock)
            _running--;
        Pump(stop);
    }
}

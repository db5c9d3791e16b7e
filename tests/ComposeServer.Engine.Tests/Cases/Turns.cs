namespace ComposeServer.Engine.Tests.Cases;

/// <summary>
/// One thread on which all that a run has to do takes turns. When nothing is left to do, the clock moves on to what is due next:
/// so what happens at which time, and in which order, is the same every time.
/// </summary>
internal sealed class Turns(FakeTime time) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Do, object? State)> _next = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_next)
            _next.Enqueue((d, state));
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Does work until it has ended.</summary>
    internal T Run<T>(Func<Task<T>> work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = work();
            while (!task.IsCompleted)
                if (Take() is { Do: not null } turn)
                    turn.Do(turn.State);
                else
                    time.AdvanceToNext();
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private (SendOrPostCallback Do, object? State) Take()
    {
        lock (_next)
            return _next.TryDequeue(out var turn) ? turn : default;
    }
}

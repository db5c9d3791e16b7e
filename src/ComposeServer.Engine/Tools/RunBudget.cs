namespace ComposeServer.Engine.Tools;

/// <summary>What one outermost run may still spend, shared by all runs nested in it. Safe from any thread.</summary>
internal sealed class RunBudget(int calls, long keptBytes)
{
    private int _calls = calls;
    private long _keptBytes = keptBytes;

    /// <summary>Takes one call off the budget; false when none is left.</summary>
    internal bool TryCall() => Interlocked.Decrement(ref _calls) >= 0;

    /// <summary>Takes the bytes of a value that is kept for the run; false when there is no room.</summary>
    internal bool TryKeep(long bytes) => Interlocked.Add(ref _keptBytes, -bytes) >= 0;
}

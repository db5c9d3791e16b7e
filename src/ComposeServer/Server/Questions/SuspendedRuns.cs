using System.Collections.Concurrent;

namespace ComposeServer.Server.Questions;

/// <summary>
/// The calls that wait for a client to come back with answers, by what was handed to it. Each handle is good once, for the same call
/// by the same caller; a call that nobody comes back to is cancelled.
/// </summary>
internal sealed class SuspendedRuns(TimeProvider time) : IAsyncDisposable
{
    /// <summary>How many may wait.</summary>
    internal const int Most = 1_000;

    /// <summary>How long a client has to come back.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    // A question may be given longer than that; then its client has a little more, to hear that nobody answered.
    private static readonly TimeSpan Extra = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(45);
    private static readonly TimeSpan StopWait = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Suspended> _byHash = new(StringComparer.Ordinal);
    private int _count;

    internal int Count => Volatile.Read(ref _count);

    /// <summary>Lets a call wait.</summary>
    /// <returns>What brings it back; null when too many wait already.</returns>
    internal string? Suspend(SuspendableCall call, CallBinding binding)
    {
        if (Interlocked.Increment(ref _count) > Most)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }

        var handle = StateHandle.New();
        var hash = StateHandle.HashOf(handle);
        _byHash[hash] = new Suspended(call, binding, time.CreateTimer(_ => Abandon(hash), null, PatienceFor(call), Timeout.InfiniteTimeSpan));
        return handle;
    }

    /// <summary>The call that a handle belongs to, which stays where it is; null when the handle is not good for such a call.</summary>
    internal SuspendableCall? Find(string handle, CallBinding binding) =>
        _byHash.TryGetValue(StateHandle.HashOf(handle), out var suspended) && suspended.Binding == binding ? suspended.Call : null;

    /// <summary>Uses a handle up; false when another request was faster.</summary>
    internal bool TryTake(string handle) => TryRemove(StateHandle.HashOf(handle)) is not null;

    /// <summary>Cancels all that wait, and waits for what they do then, for a while.</summary>
    public async ValueTask DisposeAsync()
    {
        var ending = _byHash.Keys.Select(TryRemove).OfType<Suspended>().Select(suspended => EndAsync(suspended.Call));
        await Task.WhenAny(Task.WhenAll([.. ending]), Task.Delay(StopWait));
    }

    /// <summary>Cancels a call that nobody waits for, and sees it to its end.</summary>
    internal static async Task EndAsync(SuspendableCall call)
    {
        // Off the caller's thread: cancelling runs what waits for it.
        await Task.Run(call.Cancel);
        await ((Task)call.Result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        call.Dispose();
    }

    private static TimeSpan PatienceFor(SuspendableCall call)
    {
        var longest = Patience;
        foreach (var open in call.Questions.All)
            if (open.Question.Within is { } within && within > longest - Extra)
                longest = within + Extra;
        return longest < LongestTimer ? longest : LongestTimer;
    }

    private void Abandon(string hash)
    {
        if (TryRemove(hash) is { } suspended)
            _ = EndAsync(suspended.Call);
    }

    private Suspended? TryRemove(string hash)
    {
        if (!_byHash.TryRemove(hash, out var suspended))
            return null;
        Interlocked.Decrement(ref _count);
        suspended.Timer.Dispose();
        return suspended;
    }

    private sealed record Suspended(SuspendableCall Call, CallBinding Binding, ITimer Timer);
}

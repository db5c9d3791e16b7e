using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>
/// What read-only calls gave, for as long as their steps allow: equal calls in flight are one call, which lives on for the others
/// when one caller goes away. At most 1,000 entries and 64 MiB; the one that was used longest ago goes first. Failures are not kept.
/// </summary>
internal sealed class ResultCache(int mostEntries = 1000, long mostBytes = 64L * 1024 * 1024)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<CachedCall>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<CachedCall> _recent = new();
    private long _bytes;

    /// <summary>Gives what is kept for a key, joins the call that is in flight for it, or makes the call.</summary>
    /// <param name="key">The tool and its canonical arguments.</param>
    /// <param name="keep">How long the result may be kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="call">Makes the call; its token is cancelled only when nobody waits for it any more.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <returns>The result, and whether it came out of memory or of somebody else's call.</returns>
    internal async ValueTask<(ToolResult Result, bool IsShared)> GetAsync(
        string key, TimeSpan keep, TimeProvider time, Func<CancellationToken, Task<ToolResult>> call, CancellationToken cancellationToken)
    {
        var (entry, isShared) = Join(key, keep, time, call);
        try
        {
            return (await entry.WaitAsync(cancellationToken), isShared);
        }
        finally
        {
            Leave(entry);
        }
    }

    /// <summary>What is remembered; null when nothing is, or the call is still in flight.</summary>
    internal ToolResult? Find(string key, TimeProvider time)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var known) || !known.Value.IsUsable(time) || !known.Value.Result.IsCompletedSuccessfully)
                return null;
            _recent.Remove(known);
            _recent.AddFirst(known);
            return known.Value.Result.Result;
        }
    }

    /// <summary>Forgets a result that turned out not to be usable.</summary>
    internal void Forget(string key)
    {
        lock (_lock)
            if (_byKey.TryGetValue(key, out var node))
                Remove(node);
    }

    private (CachedCall Entry, bool IsShared) Join(string key, TimeSpan keep, TimeProvider time, Func<CancellationToken, Task<ToolResult>> call)
    {
        CachedCall entry;
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var known) && known.Value.IsUsable(time))
            {
                _recent.Remove(known);
                _recent.AddFirst(known);
                known.Value.Waiting++;
                return (known.Value, true);
            }

            if (known is not null)
                Remove(known);
            entry = new CachedCall(key) { Waiting = 1 };
            _byKey[key] = _recent.AddFirst(entry);
        }

        entry.Begin(call, result => Keep(entry, result, keep, time));
        return (entry, false);
    }

    private void Leave(CachedCall entry)
    {
        lock (_lock)
        {
            if (--entry.Waiting > 0 || entry.Result.IsCompleted)
                return;
            if (_byKey.TryGetValue(entry.Key, out var node) && node.Value == entry)
                Remove(node);
        }

        entry.Abandon();
    }

    private void Keep(CachedCall entry, ToolResult? result, TimeSpan keep, TimeProvider time)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(entry.Key, out var node) || node.Value != entry)
                return;
            if (result is null or { Failure: not null })
            {
                Remove(node);
                return;
            }

            entry.KeepUntil(time.GetUtcNow() + keep, result.Value.SizeUpTo(mostBytes) + result.Content.SizeUpTo(mostBytes));
            _bytes += entry.Bytes;
            while ((_byKey.Count > mostEntries || _bytes > mostBytes) && _recent.Last is { } oldest)
                Remove(oldest);
        }
    }

    private void Remove(LinkedListNode<CachedCall> node)
    {
        _recent.Remove(node);
        _byKey.Remove(node.Value.Key);
        _bytes -= node.Value.Bytes;
    }
}

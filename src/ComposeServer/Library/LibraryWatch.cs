using ComposeServer.Configuration;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Library;

/// <summary>Notices when a file may have changed: by the system's word where there is one, and by looking at its size and time in any case.</summary>
internal sealed class LibraryWatch : IDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly Action _look;
    private readonly FileSystemWatcher? _watcher;
    private readonly ITimer _settled;
    private readonly ITimer _poll;
    private (long Length, DateTime Written) _stamp;
    private int _pending;

    /// <summary>Begins to watch; <paramref name="look"/> is called on a pool thread a moment after the file may have changed, and must not throw.</summary>
    internal LibraryWatch(string path, Action look, ILogger log, TimeProvider time)
    {
        _path = path;
        _look = look;
        _stamp = Stamp();
        _settled = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _poll = time.CreateTimer(_ => Poll(), null, Polling, Polling);
        _watcher = FileNotices.Of(path, Notice, log.LibraryNotWatched);
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _poll.Dispose();
        _settled.Dispose();
    }

    // What comes in quick succession is looked at once. The wait is not begun anew: somebody may be writing all the time.
    private void Notice()
    {
        if (Interlocked.Exchange(ref _pending, 1) == 0)
            _settled.Change(Settling, Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        Volatile.Write(ref _pending, 0);
        _look();
    }

    private void Poll()
    {
        var stamp = Stamp();
        if (stamp == _stamp)
            return;
        _stamp = stamp;
        Notice();
    }

    private (long Length, DateTime Written) Stamp()
    {
        try
        {
            using var file = File.OpenHandle(_path, share: FileShare.ReadWrite | FileShare.Delete);
            return (RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (e is FileNotFoundException ? -1 : -2, default);
        }
    }
}

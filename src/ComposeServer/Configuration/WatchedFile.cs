using System.Security.Cryptography;

namespace ComposeServer.Configuration;

/// <summary>Tells when a file's content has become another: by the system's notices, and by looking every two seconds where those fail.</summary>
internal sealed class WatchedFile : IDisposable
{
    internal static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(150);

    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly Action _changed;
    private readonly ITimer _look;
    private readonly Lock _gate = new();
    private FileSystemWatcher? _watcher;
    private (DateTime Written, long Length) _stamp;
    private byte[] _content = [];
    private bool _noticed;
    private bool _disposed;

    internal WatchedFile(string path, TimeProvider time, Action changed)
    {
        _path = Path.GetFullPath(path);
        _changed = changed;
        _look = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal void Start()
    {
        lock (_gate)
        {
            _stamp = StampOrNull() ?? default;
            _content = Content() ?? [];
        }

        _watcher = FileNotices.Of(_path, Soon);
        _look.Change(Interval, Interval);
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _look.Dispose();
        lock (_gate)
            _disposed = true;
    }

    // An editor writes in several steps: the file is read when it has been quiet for a moment.
    private void Soon()
    {
        lock (_gate)
        {
            _noticed = true;
            if (!_disposed)
                _look.Change(Settled, Interval);
        }
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_disposed || !HasChanged())
                return;
            _changed();
        }
    }

    private bool HasChanged()
    {
        var stamp = StampOrNull() ?? _stamp;
        if ((stamp == _stamp && !_noticed) || Content() is not { } content)
            return false;
        _noticed = false;
        _stamp = stamp;
        if (content.AsSpan().SequenceEqual(_content))
            return false;
        _content = content;
        return true;
    }

    private (DateTime Written, long Length)? StampOrNull()
    {
        try
        {
            if (!File.Exists(_path))
                return (default, -1);
            var file = new FileInfo(File.ResolveLinkTarget(_path, returnFinalTarget: true)?.FullName ?? _path);
            return (file.LastWriteTimeUtc, file.Length);
        }
        catch (IOException)
        {
            // It was replaced while we looked: the next look will tell.
            return null;
        }
    }

    // A digest: the file holds secrets that need not lie about in memory.
    private byte[]? Content()
    {
        try
        {
            return File.Exists(_path) ? SHA256.HashData(File.ReadAllBytes(_path)) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

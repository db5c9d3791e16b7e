namespace ComposeServer.Configuration;

/// <summary>The system's notices that a file was made, changed, renamed or deleted.</summary>
internal static class FileNotices
{
    /// <summary>Begins to hear them, on any thread; null where there are none: no such folder yet, or no watches left in the system.</summary>
    /// <param name="path">The file, which need not exist.</param>
    /// <param name="noticed">Called at each notice, and when some were lost.</param>
    /// <param name="failed">Called with what stands in the way.</param>
    internal static FileSystemWatcher? Of(string path, Action noticed, Action<Exception>? failed = null)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path));
            watcher.Created += (_, _) => noticed();
            watcher.Changed += (_, _) => noticed();
            watcher.Renamed += (_, _) => noticed();
            watcher.Deleted += (_, _) => noticed();
            watcher.Error += (_, _) => noticed();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            watcher?.Dispose();
            failed?.Invoke(e);
            return null;
        }
    }
}

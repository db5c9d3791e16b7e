namespace ComposeServer.Library;

/// <summary>
/// The one lock that all processes on a home take to write the library: an open file beside it, which the system unlocks when its holder dies.
/// </summary>
internal sealed class LibraryLock(string path, TimeSpan wait)
{
    private static readonly FileStreamOptions Exclusive = Options();

    /// <summary>Takes the lock; null when another holds it for longer than the wait.</summary>
    /// <exception cref="IOException">There is no place for the lock.</exception>
    /// <exception cref="UnauthorizedAccessException">There are no rights to lock here.</exception>
    internal IDisposable? Take()
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var tries = 0; ; tries++)
        {
            if (TryTake() is { } taken)
                return taken;
            if (TimeProvider.System.GetElapsedTime(start) > wait)
                return null;
            // A write takes milliseconds. The chance in it keeps two that wait from meeting again and again.
            Thread.Sleep(Random.Shared.Next(1, Math.Min(2 + tries, 20)));
        }
    }

    /// <summary>Takes the lock if nobody holds it.</summary>
    internal IDisposable? TryTake()
    {
        try
        {
            return new FileStream(path, Exclusive);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    // A file that another has open reads as an IOException of no kind of its own: on Unix EWOULDBLOCK, on Windows a sharing violation.
    private static bool IsHeld(IOException e) =>
        e.GetType() == typeof(IOException) && (OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) == 32 : e.HResult is 11 or 35);

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}

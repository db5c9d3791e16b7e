using System.Runtime.InteropServices;
using System.Text;

namespace ComposeServer.Configuration;

/// <summary>Writes a file so that readers, and a crash at any moment, find the old content or the new, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces the file (where it is a link, the file it points to); only its owner can read it.</summary>
    /// <exception cref="IOException">It could not be written; the old content stands.</exception>
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        var target = Resolved(path);
        var folder = Path.GetDirectoryName(target)!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            WriteThrough(temporary, content);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FlushFolder(folder);
    }

    private static string Resolved(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(path);

    private static void WriteThrough(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        try
        {
            file.Write(content);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // What the framework makes of EFBIG.
            throw new IOException("The file is too large for the file system, or for what the process may write.", e);
        }

        file.Flush(flushToDisk: true);
    }

    // The rename itself is on the disk only when the folder is. Where this cannot be had, the file is whole all the same.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (descriptor < 0)
            return;
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}

using System.Formats.Tar;
using Microsoft.Win32.SafeHandles;

namespace ComposeServer.BuiltInTools;

/// <summary>Opens files of which nothing is known but their name: never what is no plain file, and never what a link swapped in meanwhile leads to.</summary>
internal static class RegularFile
{
    /// <summary>Whether it is a plain file, and not a folder, pipe, socket or device. A link is none.</summary>
    internal static bool Is(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.LinkTarget is not null)
            return false;
        // Pipes, sockets and devices have no length, so that only empty files leave a doubt.
        return file.Length > 0 || OperatingSystem.IsWindows() || TypeOf(path) is TarEntryType.RegularFile or TarEntryType.V7RegularFile;
    }

    /// <summary>Opens a plain file for reading, and makes sure afterwards that what is open lies inside the root.</summary>
    /// <exception cref="BuiltInFailureException">It is no plain file, or no longer where it was.</exception>
    internal static SafeFileHandle Open(FilePlace place)
    {
        if (Directory.Exists(place.Path))
            throw BuiltInFailureException.Of("This is a folder; files__list shows what is in it.");
        if (!Is(place.Path))
            throw BuiltInFailureException.Of("This is no plain file (but a pipe, a socket or a device), and only plain files are read.");
        var file = File.OpenHandle(place.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        if (FileRoots.IsInside(place.Root, PathOf(file) ?? RealPath.Of(place.Path) ?? ""))
            return file;
        file.Dispose();
        throw BuiltInFailureException.Of("This was moved while it was opened; try again.");
    }

    // Linux knows where an open file lies; elsewhere the path is followed once more.
    private static string? PathOf(SafeFileHandle file) =>
        OperatingSystem.IsLinux() ? new FileInfo($"/proc/self/fd/{file.DangerousGetHandle()}").LinkTarget : null;

    // The framework tells a file's type nowhere but in its archive writer, which asks the system without opening it.
    private static TarEntryType? TypeOf(string path)
    {
        using var archive = new MemoryStream();
        try
        {
            using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
                writer.WriteEntry(path, "entry");
            archive.Position = 0;
            using var reader = new TarReader(archive);
            return reader.GetNextEntry()?.EntryType;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

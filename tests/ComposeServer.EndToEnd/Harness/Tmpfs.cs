using System.ComponentModel;
using System.Diagnostics;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>A small disk of its own over a folder, which can be filled and made read-only: neither spares root.</summary>
internal sealed class Tmpfs : IDisposable
{
    private static readonly Lazy<string?> Tried = new(Try);

    private readonly string _folder;

    internal Tmpfs(string folder)
    {
        _folder = folder;
        Assert.Null(Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder));
    }

    /// <summary>Why there can be none; null when there can.</summary>
    internal static string? Problem => Tried.Value;

    private string Filler => Path.Combine(_folder, "filler");

    internal void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                filler.Write(block);
        }
        catch (IOException)
        {
            // Now it is full.
        }
    }

    internal void Free() => File.Delete(Filler);

    internal void MakeReadOnly() => Assert.Null(Run("mount", "-o", "remount,ro", _folder));

    internal void MakeWritable() => Assert.Null(Run("mount", "-o", "remount,rw", _folder));

    public void Dispose() => Run("umount", "--lazy", _folder);

    private static string? Try()
    {
        var folder = Directory.CreateTempSubdirectory("end-to-end-").FullName;
        var problem = Run("mount", "-t", "tmpfs", "tmpfs", folder);
        if (problem is null)
            Run("umount", folder);
        Directory.Delete(folder);
        return problem;
    }

    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            var done = Task.Run(() => Finished.Run(new ProcessStartInfo(program, arguments))).GetAwaiter().GetResult();
            return done.ExitCode == 0 ? null : $"No file system can be mounted here: {done.Errors.Trim()}";
        }
        catch (Win32Exception)
        {
            return $"There is no \"{program}\" here.";
        }
    }
}

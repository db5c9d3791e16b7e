using System.ComponentModel;
using System.Diagnostics;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>A folder with a <c>package.json</c> and its lock: installed once, as it is locked, by whichever process comes first.</summary>
internal sealed class NpmFolder
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Lazy<string?> _installed;

    internal NpmFolder(string folder) => (Folder, _installed) = (folder, new Lazy<string?>(Install));

    internal string Folder { get; }

    /// <summary>Why its packages cannot be used; null when they can.</summary>
    internal string? Problem => _installed.Value;

    internal string Modules => Path.Combine(Folder, "node_modules");

    private string LockFile => Path.Combine(Folder, "package-lock.json");

    // Written last, so that an installation that was broken off does not count.
    private string Stamp => Path.Combine(Modules, ".installed-lock.json");

    /// <summary>The path of a file of one of them.</summary>
    internal string Script(string package, string file) => Path.Combine([Modules, .. package.Split('/'), .. file.Split('/')]);

    private string? Install()
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(Places.RepositoryRoot, ".artifacts"));
            using var lockFile = Lock(Path.Combine(Places.RepositoryRoot, ".artifacts", "npm.lock"));
            return Run("node", "--version") ?? (IsInstalled() ? null : InstallAnew());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            return $"The npm packages could not be installed: {e.Message}";
        }
    }

    private string? InstallAnew()
    {
        var problem = OperatingSystem.IsWindows() ? Run("cmd.exe", "/c", "npm", "ci") : Run("npm", "ci");
        if (problem is null)
            File.Copy(LockFile, Stamp, overwrite: true);
        return problem;
    }

    private bool IsInstalled() => File.Exists(Stamp) && File.ReadAllText(Stamp) == File.ReadAllText(LockFile);

    private string? Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder };
        try
        {
            var done = Task.Run(() => Finished.Run(start, Longest)).GetAwaiter().GetResult();
            return done.ExitCode == 0 ? null : $"\"{program} {string.Join(' ', arguments)}\" failed: {done.Errors.Trim().Split('\n')[^1]}";
        }
        catch (Win32Exception)
        {
            return $"\"{program}\" is not installed, which this needs.";
        }
    }

    private static FileStream Lock(string path)
    {
        var end = DateTime.UtcNow + Longest;
        while (true)
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < end)
            {
                Thread.Sleep(100);
            }
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>The npm packages of <c>tests/package.json</c>: installed once, as they are locked, by whichever test process comes first.</summary>
internal static class NodePackages
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private static readonly Lazy<string?> Installed = new(Install);

    /// <summary>Why they cannot be used; null when they can.</summary>
    internal static string? Problem => Installed.Value;

    private static string Tests => Path.Combine(Places.RepositoryRoot, "tests");

    private static string Modules => Path.Combine(Tests, "node_modules");

    /// <summary>The path of a file of one of them.</summary>
    internal static string Script(string package, string file) => Path.Combine([Modules, .. package.Split('/'), .. file.Split('/')]);

    private static string? Install()
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

    private static string? InstallAnew()
    {
        var problem = OperatingSystem.IsWindows() ? Run("cmd.exe", "/c", "npm", "ci") : Run("npm", "ci");
        if (problem is null)
            File.Copy(Path.Combine(Tests, "package-lock.json"), Stamp(), overwrite: true);
        return problem;
    }

    private static bool IsInstalled() =>
        File.Exists(Stamp()) && File.ReadAllText(Stamp()) == File.ReadAllText(Path.Combine(Tests, "package-lock.json"));

    // Written last, so that an installation that was broken off does not count.
    private static string Stamp() => Path.Combine(Modules, ".installed-lock.json");

    private static string? Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Tests };
        try
        {
            var done = Task.Run(() => Finished.Run(start, Longest)).GetAwaiter().GetResult();
            return done.ExitCode == 0 ? null : $"\"{program} {string.Join(' ', arguments)}\" failed: {done.Errors.Trim().Split('\n')[^1]}";
        }
        catch (Win32Exception)
        {
            return $"\"{program}\" is not installed, which these tests need.";
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

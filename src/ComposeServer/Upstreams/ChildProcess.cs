using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using ComposeServer.Configuration;

namespace ComposeServer.Upstreams;

/// <summary>Starts the program of a stdio server, and ends it.</summary>
internal static class ChildProcess
{
    private const int Terminate = 15;

    // Together under the five seconds within which the whole program must be gone.
    private static readonly TimeSpan AfterEndOfInput = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterTerminate = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(1);

    /// <exception cref="IOException">It could not be started; the message holds no secrets.</exception>
    internal static Process Start(UpstreamConfiguration server)
    {
        var environment = ChildEnvironment.Of(server);
        var directory = server.WorkingDirectory ?? Environment.CurrentDirectory;
        if (!Directory.Exists(directory))
            throw new IOException("its \"cwd\" is not a folder.");
        try
        {
            return Process.Start(StartInfo(server, environment, directory)) ?? throw new IOException(Missing(server));
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new IOException(Missing(server), e);
        }
    }

    /// <summary>Waits for the process, whose input has ended, to exit; asks it to, and kills it and its children when it does not.</summary>
    internal static async Task End(Process process)
    {
        if (await Exited(process, AfterEndOfInput))
            return;
        if (!OperatingSystem.IsWindows() && Signal(process.Id, Terminate) == 0 && await Exited(process, AfterTerminate))
            return;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It has just gone by itself.
        }

        await Exited(process, AfterKill);
    }

    internal static async Task<bool> Exited(Process process, TimeSpan patience)
    {
        using var enough = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(enough.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static string Missing(UpstreamConfiguration server) =>
        $"its command \"{Path.GetFileName(server.Command)}\" could not be started: see that the program is installed and can be found.";

    private static ProcessStartInfo StartInfo(UpstreamConfiguration server, SortedDictionary<string, string> environment, string directory)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo
        {
            FileName = Found(server.Command, directory, environment),
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
            CreateNoWindow = true,
        };
        if (OperatingSystem.IsWindows() && !Path.GetFileName(server.Command).Equals("cmd.exe", StringComparison.OrdinalIgnoreCase))
        {
            // npx, uvx and their like are scripts there, which only a shell starts.
            start.FileName = "cmd.exe";
            start.ArgumentList.Add("/c");
            start.ArgumentList.Add(server.Command);
        }

        foreach (var argument in server.Arguments)
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    // As a shell does it: in the child's own PATH, and relative to the child's own folder.
    private static string Found(string command, string directory, SortedDictionary<string, string> environment)
    {
        if (OperatingSystem.IsWindows() || Path.IsPathRooted(command))
            return command;
        if (command.StartsWith("~/", StringComparison.Ordinal))
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), command[2..]);
        if (command.Contains('/', StringComparison.Ordinal))
            return Path.Combine(directory, command);
        foreach (var folder in environment.GetValueOrDefault("PATH", "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            if (IsProgram(Path.Combine(folder, command)))
                return Path.Combine(folder, command);
        return command;
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsProgram(string path) =>
        File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}

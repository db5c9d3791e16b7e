using System.Diagnostics;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>A bound on how large the files may be that a process writes: a full disk for it alone, for which no rights are needed.</summary>
internal static class FileSizeLimit
{
    private const string Program = "/usr/bin/prlimit";

    internal static string? Problem => File.Exists(Program) ? null : $"There is no {Program} here.";

    /// <summary>Starts what is to be bounded: where it is, a write is to fail, and no signal to end the process.</summary>
    internal static ProcessStartInfo Prepare(ProcessStartInfo start)
    {
        var prepared = new ProcessStartInfo("sh", ["-c", "trap '' XFSZ; exec \"$@\"", "sh", start.FileName, .. start.ArgumentList]) { WorkingDirectory = start.WorkingDirectory };
        prepared.Environment.Remove("COMPOSER_HOME");
        return prepared;
    }

    internal static void Set(int process, string bytes)
    {
        using var limit = Process.Start(Program, [$"--pid={process}", $"--fsize={bytes}:"]);
        limit.WaitForExit();
        Assert.Equal(0, limit.ExitCode);
    }
}

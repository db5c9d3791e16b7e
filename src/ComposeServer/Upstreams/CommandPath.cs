using System.Runtime.Versioning;

namespace ComposeServer.Upstreams;

/// <summary>Finds the program of a command as a shell does: in the child's own PATH, and relative to the child's own folder.</summary>
internal static class CommandPath
{
    internal static string Of(string command, string directory, string path)
    {
        // There the SDK starts it through a shell, which finds it.
        if (OperatingSystem.IsWindows() || Path.IsPathRooted(command))
            return command;
        if (command.StartsWith("~/", StringComparison.Ordinal))
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), command[2..]);
        if (command.Contains('/', StringComparison.Ordinal))
            return Path.Combine(directory, command);
        foreach (var folder in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
            if (IsProgram(Path.Combine(folder, command)))
                return Path.Combine(folder, command);
        return command;
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsProgram(string path) =>
        File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}

using System.Runtime.Versioning;

namespace ComposeServer.Upstreams;

/// <summary>Finds the program of a command as a shell does: in the child's own PATH, and relative to the child's own folder.</summary>
internal static class CommandPath
{
    /// <summary>The program to start, and what it is started with.</summary>
    internal static (string Program, IEnumerable<string> Arguments) Of(string command, IReadOnlyList<string> arguments, string directory, string path) =>
        OperatingSystem.IsWindows() ? InShell(command, arguments) : (Found(command, directory, path), arguments);

    // There a shell finds it: what npm installs are no programs but scripts of that shell.
    private static (string Program, IEnumerable<string> Arguments) InShell(string command, IReadOnlyList<string> arguments) =>
        ("cmd.exe", [.. arguments.Prepend(command).Select(Escaped).Prepend("/c")]);

    private static string Escaped(string argument) =>
        argument.Contains(' ', StringComparison.Ordinal) ? argument : string.Concat(argument.Select(c => "&^><|".Contains(c, StringComparison.Ordinal) ? $"^{c}" : $"{c}"));

    [UnsupportedOSPlatform("windows")]
    private static string Found(string command, string directory, string path)
    {
        if (Path.IsPathRooted(command))
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

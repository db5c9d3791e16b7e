namespace ComposeServer.Configuration;

/// <summary>The folder in which everything is kept: <c>--home</c>, else <c>COMPOSER_HOME</c>, else <c>~/.composer</c>.</summary>
internal sealed class Home(string directory)
{
    internal const string Variable = "COMPOSER_HOME";

    private const UnixFileMode OthersMay = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    internal string Directory { get; } = Path.GetFullPath(directory);

    internal string ComposedTools => Path.Combine(Directory, "composed-tools.json");

    internal string Servers => Path.Combine(Directory, "servers.json");

    internal string Settings => Path.Combine(Directory, "settings.json");

    internal string Upstreams => Path.Combine(Directory, "upstreams.json");

    /// <summary>The home that was asked for on the command line (null: none), else by the environment.</summary>
    internal static Home Locate(string? option)
    {
        var asked = string.IsNullOrEmpty(option) ? Environment.GetEnvironmentVariable(Variable) : option;
        return new Home(string.IsNullOrEmpty(asked) ? Path.Combine(UserFolder(), ".composer") : Expanded(asked));
    }

    /// <summary>Creates the folder when it is missing, and sees to it that only its owner can read it and the files in it.</summary>
    /// <exception cref="IOException">It is no folder, or cannot be one.</exception>
    internal void Ensure()
    {
        if (File.Exists(Directory))
            throw new IOException($"The home {Directory} is a file and must be a folder: move the file away, or name another home (--home, {Variable})");
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(Directory);
            return;
        }

        System.IO.Directory.CreateDirectory(Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // A folder with the sticky bit (/tmp) is meant to be shared.
        if (!File.GetUnixFileMode(Directory).HasFlag(UnixFileMode.StickyBit))
            KeepToOwner(Directory);
        foreach (var file in (string[])[ComposedTools, Servers, Settings, Upstreams])
            if (File.Exists(file))
                KeepToOwner(file);
    }

    public override string ToString() => Directory;

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void KeepToOwner(string path)
    {
        try
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & OthersMay) != 0)
                File.SetUnixFileMode(path, mode & ~OthersMay);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // It belongs to somebody else, who decides who may read it.
        }
    }

    // Clients start servers without a shell, so nobody else has expanded the tilde.
    private static string Expanded(string path) =>
        path == "~" ? UserFolder() : path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(UserFolder(), path[2..]) : path;

    private static string UserFolder()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return folder.Length > 0 ? folder : throw new InvalidOperationException($"There is no user folder to keep .composer in: set {Variable} or pass --home.");
    }
}

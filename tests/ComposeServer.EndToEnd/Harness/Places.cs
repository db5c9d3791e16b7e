namespace ComposeServer.EndToEnd.Harness;

/// <summary>Where the programs are that the tests start.</summary>
internal static class Places
{
    /// <summary>How long anything may take before a test gives up.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The real program, as it was built beside the tests: not the copy in the tests' own folder, which coverage rewrites.</summary>
    internal static string Program { get; } = Built("ComposeServer");

    /// <summary>The scripted upstream.</summary>
    internal static string StandIn { get; } = Built("ComposeServer.StandIn");

    /// <summary>A server that runs in Node.js.</summary>
    internal static string Server(string script) => Path.Combine(RepositoryRoot, "tests", "ComposeServer.EndToEnd", "Servers", script);

    internal static string Dotnet { get; } =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    private static string Built(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("ComposeServer.sln stands in none of the folders above the tests.");
    }
}

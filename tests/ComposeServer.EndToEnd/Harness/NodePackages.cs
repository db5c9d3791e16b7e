namespace ComposeServer.EndToEnd.Harness;

/// <summary>The npm packages of <c>tests/package.json</c>, which the tests need.</summary>
internal static class NodePackages
{
    private static readonly NpmFolder Folder = new(Path.Combine(Places.RepositoryRoot, "tests"));

    /// <summary>Why they cannot be used; null when they can.</summary>
    internal static string? Problem => Folder.Problem;

    /// <summary>The path of a file of one of them.</summary>
    internal static string Script(string package, string file) => Folder.Script(package, file);
}

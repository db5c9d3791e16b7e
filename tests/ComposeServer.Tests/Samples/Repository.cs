namespace ComposeServer.Tests.Samples;

/// <summary>The checkout in which the tests were built.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find();

    internal static string PathOf(params string[] names) => Path.Combine([Root, .. names]);

    internal static string Read(params string[] names) => File.ReadAllText(PathOf(names));

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "ComposeServer.sln")))
                return folder;
        throw new InvalidOperationException("The tests do not stand in a checkout: there is no ComposeServer.sln above them.");
    }
}

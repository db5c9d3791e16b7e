namespace ComposeServer.Engine.Tests.Expressions;

/// <summary>The folder with ComposeServer.sln.</summary>
internal static class Checkout
{
    internal static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
                return folder.FullName;
        return null;
    }
}

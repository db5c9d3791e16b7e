namespace ComposeServer.Tests.Server;

/// <summary>Texts that a person has approved, in the folder of this name; a new text is written beside the old one, to be looked at.</summary>
internal static class Approved
{
    internal static void Holds(string file, string text)
    {
        var path = Path.Combine(Folder(), file);
        var approved = File.Exists(path) ? File.ReadAllText(path) : "";
        if (approved.ReplaceLineEndings("\n") == text + "\n")
            return;
        File.WriteAllText(path + ".received", text + "\n");
        Assert.Equal(approved.ReplaceLineEndings("\n"), text + "\n");
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
                return Path.Combine(folder.FullName, "tests", "ComposeServer.Tests", "Approved");
        throw new DirectoryNotFoundException("The checkout is not around the tests.");
    }
}

using System.Text.Json;

namespace ComposeServer.Engine.Tests.Schemas;

/// <summary>The public test suite of JSON Schema, which lies beside the checkout, or where COMPOSER_SUITES points to.</summary>
internal static class Suite
{
    internal static string? Folder { get; } = Find();

    /// <summary>Every group of a file: its description, its schema, and its tests.</summary>
    internal static IEnumerable<(string Description, JsonElement Schema, JsonElement Tests)> Groups(string file)
    {
        foreach (var group in JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, file))).RootElement.EnumerateArray())
            yield return (group.GetProperty("description").GetString()!, group.GetProperty("schema"), group.GetProperty("tests"));
    }

    internal static IEnumerable<string> Files(string folder, bool below) => Folder is null
        ? []
        : Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.json", below ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("COMPOSER_SUITES") is { Length: > 0 } named)
            return Path.Combine(named, "json-schema");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
                return Path.Combine(folder.FullName, "..", "shared", "suites", "json-schema") is var suite && Directory.Exists(suite) ? suite : null;
        return null;
    }
}

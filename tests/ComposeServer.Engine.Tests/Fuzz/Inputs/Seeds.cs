using System.Text;
using System.Text.Json;

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>Good inputs out of the repository: the cases of the language, and the samples.</summary>
internal static class Seeds
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    private static string Root { get; } = FindRoot();

    private static IEnumerable<string> Cases => Directory.GetFiles(Path.Combine(Root, "tests", "ComposeServer.Engine.Tests", "Cases"), "*.json").Order(StringComparer.Ordinal);

    private static IEnumerable<string> ExpressionCases =>
        Directory.GetFiles(Path.Combine(Root, "tests", "ComposeServer.Engine.Tests", "Expressions", "Cases"), "*.json").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Samples => Directory.GetFiles(Path.Combine(Root, "library-samples"), "*.json").Order(StringComparer.Ordinal);

    /// <summary>Expressions and references: those of the cases, and what stands in the definitions.</summary>
    internal static string[] Expressions()
    {
        var found = new List<string>();
        foreach (var file in ExpressionCases)
            foreach (var test in Parse(file).GetProperty("cases").EnumerateArray())
                foreach (var name in (string[])["expr", "ref"])
                    if (test.TryGetProperty(name, out var text))
                        found.Add(text.GetString()!);
        foreach (var text in Cases.Concat(Samples).SelectMany(file => Texts(Parse(file))))
            if (text.StartsWith("{{", StringComparison.Ordinal) && text.EndsWith("}}", StringComparison.Ordinal))
                found.Add(text[2..^2].Trim());
            else if (text.StartsWith('$'))
                found.Add(text);
        return [.. found.Distinct()];
    }

    /// <summary>The definitions of the samples, as their files have them.</summary>
    internal static byte[][] SampleDefinitions() => [.. Samples.Where(file => Parse(file).TryGetProperty("steps", out _)).Select(File.ReadAllBytes)];

    /// <summary>Files of a home, named by what they are: the sample of <c>servers.json</c>, and some that say all that can be said.</summary>
    internal static byte[][] ServersFiles() => [File.ReadAllBytes(Path.Combine(Root, "library-samples", "servers.json")), .. HomeFiles.Servers.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Libraries of the samples, of one tool and of all.</summary>
    internal static byte[][] LibraryFiles()
    {
        var entries = SampleDefinitions().Select(Encoding.UTF8.GetString).Select((definition, i) => HomeFiles.Entry(NameOf(definition), definition, i)).ToArray();
        return [.. entries.Append(string.Join(",\n", entries)).Select(HomeFiles.Library).Select(Encoding.UTF8.GetBytes)];
    }

    private static string NameOf(string definition) => JsonDocument.Parse(definition).RootElement.GetProperty("name").GetString()!;

    /// <summary>The texts in a document.</summary>
    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [TextOf(value)],
        _ => [],
    };

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static JsonElement Parse(string file) => JsonDocument.Parse(File.ReadAllText(file, Encoding.UTF8), Deep).RootElement;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException("ComposeServer.sln stands in none of the folders above the tests.");
    }
}

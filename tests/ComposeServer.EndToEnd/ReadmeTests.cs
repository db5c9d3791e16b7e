using System.Diagnostics;
using System.Text.RegularExpressions;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>The first command of the README, as it stands there.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly TestHome _home = new();

    [NeedsReadmeFact]
    public async Task The_first_command_prints_a_real_result_without_any_configuration()
    {
        // The program is built already; its words are taken as a shell takes them.
        var command = FirstCommand(ReadmeText())!.Replace("dotnet run --project src/ComposeServer --", $"'{Places.Dotnet}' '{Places.Program}'", StringComparison.Ordinal);
        var start = new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = Places.RepositoryRoot };
        start.Environment["COMPOSER_HOME"] = Path.Combine(_home.Files, "fresh");
        var done = await Finished.Run(start);
        Assert.True(done.ExitCode == 0, done.Errors);
        Assert.True(Json.Exact(done.Output).Length > 2, "It printed nothing.");
    }

    public void Dispose() => _home.Dispose();

    internal static string ReadmeText()
    {
        var path = Path.Combine(Places.RepositoryRoot, "README.md");
        return File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
    }

    internal static string? FirstCommand(string readme) => Command().Match(readme) is { Success: true } match ? match.Value : null;

    // Up to the end of the line, and further where that ends in a backslash.
    [GeneratedRegex(@"^dotnet run --project src/ComposeServer -- run library-samples/(?:[^\n\\]|\\\n|\\)*", RegexOptions.Multiline)]
    private static partial Regex Command();
}

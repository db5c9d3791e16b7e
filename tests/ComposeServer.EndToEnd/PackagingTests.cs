using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>What a person installs: the packages are made of what was built for the tests.</summary>
[Trait("Category", "Packaging")]
public sealed class PackagingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("packages-").FullName;
    private readonly TestHome _home = new();

    [Fact]
    public async Task The_program_is_a_tool_and_an_mcp_server_that_says_how_it_is_started()
    {
        var package = await Pack("ComposeServer");
        var metadata = Metadata(package);
        Assert.Equal("ComposeServer", Of(metadata, "id"));
        Assert.Equal(["DotnetTool", "McpServer"], metadata.Descendants().Where(e => e.Name.LocalName == "packageType").Select(e => e.Attribute("name")!.Value));
        Assert.Equal("README.md", Of(metadata, "readme"));
        var server = Json.Parse(await File.ReadAllTextAsync(Path.Combine(package, ".mcp", "server.json")));
        var served = server.GetProperty("packages")[0];
        Assert.Equal(Of(metadata, "id"), served.GetProperty("identifier").GetString());
        Assert.Equal(Of(metadata, "version"), served.GetProperty("version").GetString());
        Assert.Equal(Of(metadata, "version"), server.GetProperty("version").GetString());
        Assert.InRange(server.GetProperty("description").GetString()!.Length, 1, 100);
        // By this line the registry knows that package and entry have one owner.
        Assert.Contains($"<!-- mcp-name: {server.GetProperty("name").GetString()} -->", await File.ReadAllTextAsync(Path.Combine(package, "README.md")), StringComparison.Ordinal);
        var tools = Path.Combine(package, "tools", "net10.0", "any");
        var command = XDocument.Load(Path.Combine(tools, "DotnetToolSettings.xml")).Descendants("Command").Single();
        Assert.Equal(("compose-server", "ComposeServer.dll"), (command.Attribute("Name")!.Value, command.Attribute("EntryPoint")!.Value));
        var start = new ProcessStartInfo(Places.Dotnet, [Path.Combine(tools, "ComposeServer.dll"), "tools", "--home", _home.Home]) { WorkingDirectory = _home.Files };
        var done = await Finished.Run(start);
        Assert.Contains("files__search", done.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_engine_is_a_library_of_its_own()
    {
        var package = await Pack("ComposeServer.Engine");
        var metadata = Metadata(package);
        Assert.Equal("ComposeServer.Engine", Of(metadata, "id"));
        Assert.NotEmpty(Of(metadata, "description"));
        Assert.Equal("README.md", Of(metadata, "readme"));
        Assert.Equal(["Polly.Core"], metadata.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value));
        foreach (var file in (string[])["README.md", "lib/net10.0/ComposeServer.Engine.dll", "lib/net10.0/ComposeServer.Engine.xml"])
            Assert.True(File.Exists(Path.Combine(package, file)), file);
    }

    public void Dispose()
    {
        _home.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Packs a project as it was built, and gives the folder with what is in the package.</summary>
    private async Task<string> Pack(string project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
        var start = new ProcessStartInfo(
            Places.Dotnet,
            ["pack", Path.Combine(Places.RepositoryRoot, "src", project), "--no-build", "--configuration", configuration, "--output", _folder, "-nodeReuse:false"]);
        var done = await Finished.Run(start, Patience);
        Assert.True(done.ExitCode == 0, done.Output);
        Assert.DoesNotContain("warning", done.Output, StringComparison.OrdinalIgnoreCase);
        var package = Path.Combine(_folder, project);
        await ZipFile.ExtractToDirectoryAsync(Directory.GetFiles(_folder, $"{project}.?.*.nupkg").Single(), package);
        return package;
    }

    private static XDocument Metadata(string package) => XDocument.Load(Directory.GetFiles(package, "*.nuspec").Single());

    private static string Of(XDocument metadata, string name) => metadata.Descendants().First(e => e.Name.LocalName == name).Value;
}

using System.Text.Json;
using ComposeServer.Configuration;

namespace ComposeServer.Tests.Samples;

/// <summary>What <c>README.md</c> says is so.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_worked_example_goes_as_it_is_written()
    {
        var blocks = Page.Readme.Section("From compose to call").Blocks("json");
        Assert.Equal(6, blocks.Length);
        await using var wire = new Wire();
        await wire.Open();
        for (var i = 0; i < blocks.Length; i += 2)
            AssertAs(JsonElement.Parse(blocks[i + 1]), await wire.Ask("tools/call", blocks[i]), "");
    }

    [Fact]
    public void Every_sample_is_named_and_linked()
    {
        var rows = Page.Readme.Section("Samples").Rows("file");
        var yaml = Directory.GetFiles(Repository.PathOf("library-samples"), "*.yaml").Select(Path.GetFileName);
        var files = SampleFilesTests.Names.Select(name => name + ".json").Concat(yaml);
        Assert.Equal(files.Select(file => $"[{Path.GetFileNameWithoutExtension(file)}](library-samples/{file})").Order(StringComparer.Ordinal), rows.Select(row => row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_commands_that_run_samples_run_some_that_exist()
    {
        var commands = Page.Readme.Blocks("sh").SelectMany(block => block.Split('\n')).Where(line => line.Contains("-- run ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
            Assert.True(File.Exists(Repository.PathOf(command.Split("-- run ")[1].Split(' ')[0])), command);
    }

    [Fact]
    public void The_configurations_are_read_without_a_problem()
    {
        var configurations = Page.Readme.Section("Put it into a client").Blocks("json").Append(Page.Readme.Section("Configuration").Blocks("json")[0]).ToArray();
        Assert.Equal(3, configurations.Length);
        foreach (var configuration in configurations)
        {
            var file = ServersFile.Parse(configuration, Path.GetTempPath(), name => name);
            Assert.Empty(file.Problems);
            Assert.NotEmpty(file.Servers);
        }
    }

    [Fact]
    public void The_settings_that_are_called_defaults_are()
    {
        var file = SettingsFile.Parse(Page.Readme.Section("Configuration").Blocks("json")[1]);
        Assert.Empty(file.Problems);
        Assert.Equal(Settings.Default.Limits, file.Settings.Limits);
        Assert.Equal((Settings.Default.MayCompose, Settings.Default.ListComposed, Settings.Default.StartupWait), (file.Settings.MayCompose, file.Settings.ListComposed, file.Settings.StartupWait));
        Assert.Equal<string>(Settings.Default.BuiltIn.FileRoots, file.Settings.BuiltIn.FileRoots);
        Assert.Equal<string>(Settings.Default.BuiltIn.HttpHosts, file.Settings.BuiltIn.HttpHosts);
        Assert.Equal(Settings.Default.BuiltIn.Listed, file.Settings.BuiltIn.Listed);
    }

    [Fact]
    public void What_is_linked_in_the_guide_stands_there()
    {
        var anchors = Page.Guide.Anchors;
        var links = Page.Readme.Text.Split("GUIDE.md#").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]).ToArray();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains(link, anchors));
    }

    [Fact]
    public void The_map_names_the_rooms_that_there_are()
    {
        var map = Page.Readme.Section("Where is what").Text;
        foreach (var project in (string[])["ComposeServer.Engine", "ComposeServer"])
            foreach (var room in Directory.GetDirectories(Repository.PathOf("src", project)).Select(folder => Path.GetFileName(folder)!).Where(name => !name.StartsWith('.') && name is not ("bin" or "obj")))
                Assert.Contains($" {room}/ ", map, StringComparison.Ordinal);
    }

    // "…" stands for anything.
    private static void AssertAs(JsonElement written, JsonElement got, string path)
    {
        if (written.ValueKind == JsonValueKind.String && written.ValueEquals("…"))
            return;
        Assert.True(written.ValueKind == got.ValueKind, $"{path} is {got.GetRawText()}");
        if (written.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal((path, string.Join(' ', written.EnumerateObject().Select(p => p.Name).Order())), (path, string.Join(' ', got.EnumerateObject().Select(p => p.Name).Order())));
            foreach (var member in written.EnumerateObject())
                AssertAs(member.Value, got.GetProperty(member.Name), $"{path}/{member.Name}");
        }
        else if (written.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal((path, written.GetArrayLength()), (path, got.GetArrayLength()));
            for (var i = 0; i < written.GetArrayLength(); i++)
                AssertAs(written[i], got[i], $"{path}/{i}");
        }
        else
        {
            Assert.Equal((path, written.ToString()), (path, got.ToString()));
        }
    }
}

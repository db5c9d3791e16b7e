using System.Text;
using ComposeServer.Configuration;
using ComposeServer.Engine.Tests.Fuzz.Inputs;

namespace ComposeServer.Tests.Fuzz;

/// <summary>Whatever stands in <c>servers.json</c> or <c>settings.json</c>: it is read, or a problem says why not.</summary>
public sealed class ConfigurationFuzzTests
{
    private static readonly byte[][] Servers = Seeds.ServersFiles();

    private static readonly byte[][] Settings = [.. HomeFiles.Settings.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void Any_servers_file_is_read_or_its_problems_are_told()
    {
        var readable = 0;
        new FuzzRun("servers", 10_000).Hold(chance => Make(Servers, chance), bytes =>
        {
            var file = ServersFile.Parse(Text(bytes), Path.GetTempPath(), name => name == "NO_SUCH" ? null : "value");
            Assert.Equal(file.Servers.Length, file.Servers.Select(server => server.Name).Distinct().Count());
            Assert.True(file.IsReadable ? file.Faulty.IsEmpty || !file.Problems.IsEmpty : file.Servers.IsEmpty && !file.Problems.IsEmpty);
            Assert.All(file.Problems, problem => Assert.NotEmpty(problem.ToString()));
            readable += file.Servers.Length;
        }, Shown.Of);
        Assert.True(FuzzPlan.Only is not null || readable > 0);
    }

    [Fact]
    public void Any_settings_file_is_read_or_its_problems_are_told()
    {
        var usable = 0;
        new FuzzRun("settings", 3_000).Hold(chance => Make(Settings, chance), bytes =>
        {
            var file = SettingsFile.Parse(Text(bytes));
            Assert.All(file.Problems, problem => Assert.NotEmpty(problem.ToString()));
            usable += file.IsUsable ? 1 : 0;
        }, Shown.Of);
        Assert.True(FuzzPlan.Only is not null || usable > 0);
    }

    private static byte[] Make(byte[][] good, Chance chance)
    {
        var bytes = Damage.ToParts(chance.Of(good), chance.Of(good), chance);
        return chance.OneIn(3) ? Damage.ToBytes(bytes, chance) : bytes;
    }

    // As File.ReadAllText reads them.
    private static string Text(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

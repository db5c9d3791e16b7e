using System.Text;
using ComposeServer.EndToEnd.Harness;
using ComposeServer.Engine.Tests.Fuzz.Inputs;

namespace ComposeServer.EndToEnd.Faults.Fuzz;

/// <summary>Whatever stands in the files of its home: the program starts, serves, and touches none of them but the library, and that only to write on.</summary>
public sealed class HomeFuzzTests
{
    private static readonly byte[][] Servers = [.. HomeFiles.Servers.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Settings = [.. HomeFiles.Settings.Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] Libraries = Seeds.LibraryFiles();

    [Fact]
    public Task Any_files_of_the_home_leave_a_program_that_serves() => Parallel.ForEachAsync(
        FuzzPlan.Numbers(40), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (number, _) => await Try(number));

    private static async Task Try(int number)
    {
        var chance = new Chance("homes", number);
        using var home = new TestHome();
        var files = new Dictionary<string, byte[]>
        {
            [Path.Combine(home.Home, "servers.json")] = Made(Servers, chance),
            [home.Settings] = Made(Settings, chance),
            [home.Library] = Made(Libraries, chance),
        };
        try
        {
            foreach (var (path, bytes) in files)
                File.WriteAllBytes(path, bytes);
            await Serve(home, files);
        }
        catch (Exception failure)
        {
            Assert.Fail($"{FuzzPlan.Again("homes", number)}\n{failure.Message}\n{string.Join('\n', files.Values.Select(Shown.Of))}");
        }
    }

    private static async Task Serve(TestHome home, Dictionary<string, byte[]> files)
    {
        await using (var program = await FuzzedProgram.Start(home))
        {
            await program.Client.Call("list_composed_tools");
            var isSaved = !(await program.Client.Call("dynamic_tool_compose", """{"name":"quite_new","description":"d","steps":[{"value":1}]}""")).IsError;
            program.AssertSound();
            foreach (var (path, bytes) in files.Where(file => file.Key != home.Library || !isSaved))
                Assert.Equal(bytes, File.ReadAllBytes(path));
            program.Client.Process.EndInput();
            Assert.Equal(0, await program.Client.Process.Exit());
        }

        foreach (var copy in Directory.GetFiles(home.Home, "*.corrupt-*"))
            Assert.Equal(files[home.Library], File.ReadAllBytes(copy));
    }

    private static byte[] Made(byte[][] good, Chance chance)
    {
        var bytes = Damage.ToParts(chance.Of(good), chance.Of(good), chance);
        return chance.OneIn(3) ? Damage.ToBytes(bytes, chance) : bytes;
    }
}

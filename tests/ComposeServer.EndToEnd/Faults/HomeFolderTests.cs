using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>A home that is no folder, or is one no longer.</summary>
public sealed class HomeFolderTests : IDisposable
{
    private const string Definition = """{"name":"t","description":"d","steps":[{"value":{"n":1} }]}""";

    private readonly TestHome _home = new();

    [Fact]
    public async Task A_home_that_is_a_file_is_said_and_all_but_saving_works()
    {
        Directory.Delete(_home.Home);
        File.WriteAllText(_home.Home, "precious");
        await using var client = await Client.Connect(_home);
        await client.Process.Says("is a file");
        await Frozen.IsRefused(client, "dynamic_tool_compose", Definition, $"{_home.Home} is a file");
        await client.Compose(Definition.Replace("{\"name\"", "{\"save\":false,\"name\"", StringComparison.Ordinal));
        Assert.Equal(1, await Frozen.Number(client, "t"));
        (await client.Call("find_tools")).Good();
        Assert.Equal("precious", File.ReadAllText(_home.Home));
        File.Delete(_home.Home);
        await client.Compose(Definition.Replace("\"t\"", "\"saved\"", StringComparison.Ordinal));
        Assert.Equal(["saved"], _home.SavedDefinitions().Keys);
    }

    [Fact]
    public async Task A_home_that_is_deleted_while_the_server_runs_is_written_anew_with_all_tools()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose(Definition);
        Directory.Delete(_home.Home, recursive: true);
        Assert.Equal(1, await Frozen.Number(client, "t"));
        await client.Compose(Definition.Replace("\"t\"", "\"next\"", StringComparison.Ordinal));
        Assert.Equal(["next", "t"], _home.SavedDefinitions().Keys.Order());
    }

    public void Dispose() => _home.Dispose();
}

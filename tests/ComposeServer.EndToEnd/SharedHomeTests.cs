using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>More than one program on a home.</summary>
public sealed class SharedHomeTests : IDisposable
{
    private readonly TestHome _home = new();

    [Fact]
    public async Task Two_servers_compose_two_hundred_tools_each_and_the_file_is_whole_at_every_moment()
    {
        const int Each = 200;
        await using var one = await Client.Connect(_home);
        await using var two = await Client.Connect(_home, Era.Modern);
        using var stop = new CancellationTokenSource();
        var reads = Task.Run(() => ReadUntil(stop.Token));
        await Task.WhenAll(ComposeMany(one, "one", Each), ComposeMany(two, "two", Each));
        await stop.CancelAsync();
        Assert.True(await reads > 20, "The file was hardly read meanwhile.");
        Assert.Equal(2 * Each, Saved().Count);
        foreach (var client in new[] { one, two })
        {
            await client.NamesAre(names => names.Count(name => name.StartsWith("tool_", StringComparison.Ordinal)) == 2 * Each, "the notice that brings the last of them");
            Assert.Equal(2 * Each, (await client.ListComposed()).Select(row => row.GetProperty("name").GetString()).Distinct().Count());
            Assert.Equal(17, (await client.Call("tool_one_17")).Good().Structured.GetProperty("n").GetInt32());
            Assert.Equal(17, (await client.Call("tool_two_17")).Good().Structured.GetProperty("n").GetInt32());
        }
    }

    public void Dispose() => _home.Dispose();

    private static string Definition(string name, int n) => $$$"""{"name":"{{{name}}}","description":"d","steps":[{"value":{"n":{{{n}}}} }]}""";

    private static async Task ComposeMany(Client client, string who, int count)
    {
        for (var i = 0; i < count; i++)
            await client.Compose(Definition($"tool_{who}_{i}", i));
    }

    private int ReadUntil(CancellationToken stop)
    {
        var reads = 0;
        while (!stop.IsCancellationRequested)
        {
            if (File.Exists(_home.Library))
            {
                Saved();
                reads++;
            }

            Thread.Sleep(1);
        }

        return reads;
    }

    private List<string> Saved() => [.. _home.SavedDefinitions().Values.Select(definition => definition.GetProperty("name").GetString()!)];
}

using System.Text.Json;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>More than one program on a home, and programs that are killed while they write.</summary>
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

    [NeedsUnixTheory]
    [InlineData(20)]
    public async Task Killing_the_program_at_any_moment_of_a_write_leaves_the_old_file_or_the_new(int kills)
    {
        ManyTools.Save(_home, 2_000);
        var chance = new Random(4711);
        var answered = new HashSet<string>(StringComparer.Ordinal);
        for (var kill = 0; kill < kills; kill++)
        {
            await using var client = await Client.Connect(_home);
            for (var i = 0; i < 6; i++)
                await client.Send("tools/call", $$$"""{"name":"dynamic_tool_compose","arguments":{{{Definition($"kill_{kill}_{i}", i)}}}}""");
            // Half of them while a new file is being written, the others whenever.
            if (kill % 2 == 0)
                await WhileWriting();
            else
                await Task.Delay(chance.Next(1, 60));
            client.Process.Kill();
            await client.Process.Exit();
            await client.Process.OutputRead();
            foreach (var message in client.Process.Between(0, client.Process.Count).Where(message => message.ToString().Contains("\"created\"", StringComparison.Ordinal)))
                answered.Add(message.GetProperty("result").GetProperty("structuredContent").GetProperty("name").GetString()!);
            var saved = Saved();
            Assert.Superset(answered, saved);
            Assert.Equal(2_000, saved.Count(name => name.StartsWith("many_", StringComparison.Ordinal)));
        }

        // What was left lying is no obstacle to the next.
        await using var last = await Client.Connect(_home);
        await last.Compose(Definition("last", 1));
        Assert.Contains("last", Saved());
        Assert.DoesNotContain(Directory.GetFiles(_home.Home), path => path.Contains("corrupt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_file_is_set_aside_its_whole_entries_are_kept_and_nothing_is_lost()
    {
        await using (var author = await Client.Connect(_home))
        {
            await author.Compose(Definition("first", 1));
            await author.Compose(Definition("second", 2));
        }

        var whole = File.ReadAllText(_home.Library);
        var damaged = whole[..whole.LastIndexOf("\"steps\"", StringComparison.Ordinal)];
        File.WriteAllText(_home.Library, damaged);
        await using var client = await Client.Connect(_home);
        Assert.Equal(["first"], (await client.ListComposed()).Select(row => row.GetProperty("name").GetString()!));
        await client.Compose(Definition("third", 3));
        Assert.Equal(["first", "third"], Saved().Order());
        Assert.Equal(damaged, File.ReadAllText(Assert.Single(Directory.GetFiles(_home.Home, "composed-tools.json.corrupt-*"))));
        await client.Process.Says("composed-tools.json");
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

    private async Task WhileWriting()
    {
        var end = DateTime.UtcNow + TimeSpan.FromSeconds(2);
        while (DateTime.UtcNow < end && Directory.GetFiles(_home.Home, ".*.tmp").Length == 0)
            await Task.Yield();
    }

    private HashSet<string> Saved()
    {
        using var file = new FileStream(_home.Library, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var document = JsonDocument.Parse(file);
        return [.. document.RootElement.GetProperty("tools").EnumerateObject().Select(tool => tool.Value.GetProperty("definition").GetProperty("name").GetString()!)];
    }
}

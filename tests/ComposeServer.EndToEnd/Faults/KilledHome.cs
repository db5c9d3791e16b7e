using System.Diagnostics;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>A home on which the program is started, changes the library, one change after another, and is killed, again and again.</summary>
internal sealed class KilledHome : IDisposable
{
    private const int Others = 300;

    private readonly TestHome _home = new();
    private readonly Random _chance;
    private ChangedLibrary _library = ChangedLibrary.Empty;

    internal KilledHome(int seed)
    {
        _chance = new Random(seed);
        // What is written takes its time, so that there is time to be killed in it.
        ManyTools.Save(_home, Others);
    }

    /// <summary>How many changes were acknowledged.</summary>
    internal int Acknowledged { get; private set; }

    /// <summary>How often a kill left a file that was being written.</summary>
    internal int KilledWriting { get; private set; }

    /// <summary>How often a change was there that had not been acknowledged.</summary>
    internal int Unacknowledged { get; private set; }

    internal async Task Kill(int times)
    {
        for (var i = 0; i < times; i++)
            await Kill();
        // What was left lying is no obstacle to the next.
        await using var last = await Client.Connect(_home);
        await last.Compose("""{"name":"last","description":"d","steps":[{"value":1}]}""");
        Assert.Empty(LeftLying());
        Assert.Empty(Directory.GetFiles(_home.Home, "*.corrupt-*"));
    }

    public void Dispose() => _home.Dispose();

    private async Task Kill()
    {
        var sent = new List<(int Id, ChangedLibrary After)>();
        await using var client = Client.Start(_home);
        // One in ten as it starts, or before.
        if (_chance.Next(10) == 0)
            await After(TimeSpan.FromMilliseconds(_chance.Next(300)));
        else
            await Change(client, sent);
        client.Process.Kill();
        await client.Process.Exit();
        await client.Process.OutputRead();
        Look(sent, client.Process.Between(0, client.Process.Count).Where(Client.IsAnswer).Select(answer => answer.GetProperty("id").GetInt32()).ToHashSet());
    }

    // Ends within a moment after the last change was sent, whether that has been answered or not.
    private async Task Change(Client client, List<(int Id, ChangedLibrary After)> sent)
    {
        await client.Greet();
        Assert.Equal(_library.Names, (await client.ListComposed("kill_")).Select(row => row.GetProperty("name").GetString()!));
        var library = _library;
        for (var left = _chance.Next(1, 12); left > 0; left--)
        {
            var (tool, arguments) = library.Next(_chance, out library);
            sent.Add((await client.Send("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}"""), library));
            if (left > 1)
                (await client.AnswerTo(sent[^1].Id)).Good();
        }

        await After(TimeSpan.FromMilliseconds(8 * _chance.NextDouble()));
    }

    private void Look(List<(int Id, ChangedLibrary After)> sent, HashSet<int> answered)
    {
        var acknowledged = sent.Count(change => answered.Contains(change.Id));
        var before = acknowledged == 0 ? _library : sent[acknowledged - 1].After;
        var saved = ChangedLibrary.Saved(_home, Others);
        if (saved != before)
        {
            Assert.True(acknowledged < sent.Count, $"{saved} was acknowledged by nobody; {before} was.");
            Assert.Equal(sent[acknowledged].After, saved);
            Unacknowledged++;
        }

        Acknowledged += acknowledged;
        KilledWriting += LeftLying().Length > 0 ? 1 : 0;
        _library = saved;
    }

    private string[] LeftLying() => Directory.GetFiles(_home.Home, ".composed-tools.json.*.tmp");

    // Finer than a timer is.
    private static async Task After(TimeSpan pause)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < pause;)
            await Task.Yield();
    }
}

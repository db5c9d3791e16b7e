using System.Diagnostics;
using System.Globalization;
using ComposeServer.EndToEnd.Harness;
using Xunit.Abstractions;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>Sixty-four callers at once, of whose calls one in a hundred fails, one is cancelled and one times out.</summary>
[Collection(TimingCollection.Name)]
public sealed class LoadTests(ITestOutputHelper output) : IDisposable
{
    private const int Callers = 64;

    private const string Upstream = """
        {
          "tools": [{ "name": "work", "inputSchema": { "type": "object" } }, { "name": "count", "inputSchema": { "type": "object" } }],
          "calls": {
            "work": { "echo": true, "by": "how", "replies": { "hang": { "never": true }, "fail": { "result": { "content": [{ "type": "text", "text": "$arguments.m" }], "isError": true } } } },
            "count": { "inFlight": true }
          }
        }
        """;

    // COMPOSER_SOAK=60 asks for a minute.
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Wanted.Of("COMPOSER_SOAK", 10));

    private readonly TestHome _home = new();

    [NeedsProcFact]
    public async Task Every_result_is_that_of_its_call_and_nothing_is_left_behind()
    {
        _home.WithStandIn("s", Upstream, "\"maxConcurrency\":256");
        await using var crowd = await Crowd.Connect(_home);
        await Compose(crowd);
        var load = new Load(crowd);
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers).Select(seed => Task.Run(() => load.Run(seed, stop.Token))).ToArray();
        var footprints = await Watch(crowd.Process.Id, load, Task.WhenAny(callers));
        await stop.CancelAsync();
        await Task.WhenAll(callers);
        output.WriteLine($"{load}");
        IsFlat(footprints);
        await NothingIsPending(crowd, load);
    }

    public void Dispose() => _home.Dispose();

    private static async Task Compose(Crowd crowd)
    {
        const string Definition = """
            {"name":"soak","description":"d","mode":"parallel","parameters":{"m":"string","n":"integer","how?":"string"},
             "steps":[{"id":"a","tool":"s__work","params":{"m":"$input.m","how":"$input.how?"} },
                      {"id":"b","forEach":"[1,2,3]","maxParallel":3,"tool":"s__work","params":{"v":"{{ $item * $input.n }}"} }],
             "output":{"m":"$a.m","sum":"{{ sum($b[*].v) }}"} }
            """;
        (await crowd.Call("dynamic_tool_compose", Definition.ReplaceLineEndings(" "))).Good();
        (await crowd.Call("dynamic_tool_compose", Definition.ReplaceLineEndings(" ").Replace("\"soak\"", "\"soak_bounded\"", StringComparison.Ordinal)
            .Replace("\"id\":\"a\",", "\"id\":\"a\",\"timeout\":\"100ms\",", StringComparison.Ordinal))).Good();
    }

    // Looks forty times; ends early when a caller has failed, which none does by ending.
    private async Task<List<Footprint>> Watch(int process, Load load, Task failed)
    {
        var footprints = new List<Footprint>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Duration && !failed.IsCompleted;)
        {
            await Task.WhenAny(Task.Delay(Duration / 40), failed);
            footprints.Add(Footprint.Of(process));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.0} s: {load.Done} calls, {footprints[^1]}"));
        }

        return footprints;
    }

    // The first two fifths are warm-up. What a process holds goes up and down, so the least of one half is compared with the least of the other.
    private static void IsFlat(List<Footprint> footprints)
    {
        var warm = footprints.Skip(footprints.Count * 2 / 5).ToArray();
        var (before, after) = (warm[..(warm.Length / 2)], warm[(warm.Length / 2)..]);
        Assert.InRange(after.Min(print => print.Memory), 0, 16 + before.Min(print => print.Memory));
        Assert.InRange(after.Min(print => print.Files), 0, before.Min(print => print.Files));
        Assert.InRange(after.Min(print => print.Threads), 0, 4 + before.Min(print => print.Threads));
    }

    private static async Task NothingIsPending(Crowd crowd, Load load)
    {
        await Wait.Until(async () => (await crowd.Call("s__count", "{}")).Good().Structured.GetProperty("calls").GetInt32() == 0, "the end of all calls upstream");
        // A run is counted when it has ended.
        await Wait.Until(async () => await Figures(crowd) == (load.Done, load.Failures), $"{load}, as the server has counted them");
        Assert.Empty(crowd.Unwanted);
        crowd.Process.EndInput();
        Assert.Equal(0, await crowd.Process.Exit());
    }

    private static async Task<(int Calls, int Failures)> Figures(Crowd crowd)
    {
        var rows = (await crowd.Call("list_composed_tools", "{}")).Good().Structured.GetProperty("tools").EnumerateArray().ToArray();
        return (rows.Sum(row => row.GetProperty("calls").GetInt32()), rows.Sum(row => row.GetProperty("failures").GetInt32()));
    }
}

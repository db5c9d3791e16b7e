using System.Diagnostics;
using System.Globalization;
using ComposeServer.EndToEnd.Harness;
using Xunit.Abstractions;

namespace ComposeServer.EndToEnd;

/// <summary>Ten thousand saved tools.</summary>
[Collection(TimingCollection.Name)]
public sealed class ManyToolsTests(ITestOutputHelper output) : IDisposable
{
    private const int Count = 10_000;

    private readonly TestHome _home = new();

    [Theory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Modern)]
    public async Task Both_lists_come_in_pages_with_nothing_lost_and_nothing_twice(Era era)
    {
        ManyTools.Save(_home, Count);
        await using var client = await Client.Connect(_home, era);
        var expected = Enumerable.Range(0, Count).Select(ManyTools.Name).ToArray();
        var first = (await client.Request("tools/list")).Result;
        Assert.True(first.TryGetProperty("nextCursor", out _));
        Assert.InRange(first.GetProperty("tools").GetArrayLength(), 10, Count / 2);
        Assert.Equal(expected, (await client.Names()).Where(name => name.StartsWith("many_", StringComparison.Ordinal)));
        Assert.Equal(100, (await client.Call("list_composed_tools")).Good().Structured.GetProperty("tools").GetArrayLength());
        Assert.Equal(Count, (await client.Call("list_composed_tools", """{"limit":1,"query":"many_"}""")).Good().Structured.GetProperty("count").GetInt32());
        Assert.Equal(expected, (await client.ListComposed()).Select(row => row.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task A_tool_that_is_removed_between_two_pages_loses_no_other()
    {
        ManyTools.Save(_home, 1_200);
        await using var client = await Client.Connect(_home);
        var first = (await client.Request("tools/list")).Result;
        var names = first.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!).ToList();
        (await client.Call("remove_composed_tool", $$"""{"name":"{{names[^1]}}","force":true}""")).Good();
        await client.Compose("""{"name":"aaa_new","description":"d","steps":[{"value":1}]}""");
        while (first.TryGetProperty("nextCursor", out var cursor))
        {
            first = (await client.Request("tools/list", $$"""{"cursor":"{{cursor.GetString()}}"}""")).Result;
            names.AddRange(first.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!));
        }

        Assert.Equal(names.Distinct(), names);
        // The one that used the removed tool is unlisted.
        Assert.InRange(names.Count(name => name.StartsWith("many_", StringComparison.Ordinal)), 1_199, 1_200);
    }

    [Fact]
    [Trait("Category", "Timing")]
    public async Task Starting_takes_less_than_a_second_more_than_with_none()
    {
        using var empty = new TestHome();
        ManyTools.Save(_home, Count);
        await Robustly(async () =>
        {
            var without = await Median(5, empty);
            var with = await Median(5, _home);
            output.WriteLine($"First list: {without.Wall:0} ms with none, {with.Wall:0} ms with {Count} tools; processor time {without.Processor:0} and {with.Processor:0} ms.");
            // A start waits for nothing but the processor, whose time other work on the machine does not spoil.
            return Math.Min(with.Wall - without.Wall, with.Processor - without.Processor) < 1_000;
        });
    }

    [Fact]
    [Trait("Category", "Timing")]
    public async Task Composing_takes_less_than_a_tenth_of_a_second_at_the_99th_percentile()
    {
        File.WriteAllText(_home.Settings, """{"limits":{"tools":20000}}""");
        ManyTools.Save(_home, Count);
        await using var client = await Client.Connect(_home);
        await client.Request("tools/list");
        var number = Count;
        await Robustly(async () =>
        {
            var times = new List<double>();
            for (var i = 0; i < 200; i++, number++)
            {
                var watch = Stopwatch.StartNew();
                await client.Compose(ManyTools.Definition(number));
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            var share = Share();
            output.WriteLine($"Compose: median {times[100]:0.0} ms, p90 {times[180]:0.0} ms, p99 {times[198]:0.0} ms, longest {times[199]:0.0} ms; {share:0.0} processes wanted each processor.");
            return times[198] < 100 * share;
        });
        Assert.Contains(ManyTools.Name(number - 1), File.ReadAllText(_home.Library), StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();

    private static async Task<(double Wall, double Processor)> FirstList(TestHome home)
    {
        var watch = Stopwatch.StartNew();
        await using var client = await Client.Connect(home);
        await client.Request("tools/list");
        return (watch.Elapsed.TotalMilliseconds, client.Process.ProcessorTime.TotalMilliseconds);
    }

    private static async Task<(double Wall, double Processor)> Median(int times, TestHome home)
    {
        var all = new List<(double Wall, double Processor)>();
        for (var i = 0; i < times; i++)
            all.Add(await FirstList(home));
        return (all.Select(one => one.Wall).Order().ElementAt(times / 2), all.Select(one => one.Processor).Order().ElementAt(times / 2));
    }

    // How many processes want each processor: where it is more than one, everything takes so many times as long.
    private static double Share() => !OperatingSystem.IsLinux() ? 1
        : Math.Max(1, double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) / Environment.ProcessorCount);

    // Other work on the machine may spoil a measurement, and not three in a row.
    private static async Task Robustly(Func<Task<bool>> measure)
    {
        var tries = 0;
        while (!await measure())
            Assert.True(++tries < 3, "The bound was missed three times; the output has the figures.");
    }
}

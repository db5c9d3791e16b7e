using System.Diagnostics;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>The program goes when it is to go, and takes its upstreams with it.</summary>
public sealed class ExitTests : IDisposable
{
    private const string Tools =
        """
        "record": "$RECORD", "tools": [{ "name": "slow", "inputSchema": { "type": "object" } }], "calls": { "slow": { "never": true } }
        """;

    // The issue gives a second; the rest is for a machine that does other things too.
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Stubborn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(1.5);

    private readonly TestHome _home = new();

    [Theory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Modern)]
    public async Task It_exits_within_a_second_of_the_end_of_input_even_with_a_subscription_and_a_call_open(Era era)
    {
        _home.WithStandIn("s", $"{{{Tools}}}");
        await using var client = await Client.Connect(_home, era);
        await client.Names();
        await client.Send("tools/call", """{"name":"s__slow","arguments":{}}""");
        await Ends(client, () => client.Process.EndInput(), Prompt);
    }

    [Fact]
    public async Task It_exits_at_once_when_its_input_ends_before_anything_was_said()
    {
        await using var client = Client.Start(_home);
        client.Process.EndInput();
        Assert.Equal(0, await client.Process.Exit());
    }

    [Fact]
    public async Task Requests_that_were_read_are_answered_before_it_exits()
    {
        await using var client = await Client.Connect(_home);
        var ids = new List<int>();
        for (var i = 0; i < 20; i++)
            ids.Add(await client.Send("tools/call", """{"name":"find_tools","arguments":{}}"""));
        client.Process.EndInput();
        Assert.Equal(0, await client.Process.Exit());
        await client.Process.OutputRead();
        foreach (var id in ids)
            (await client.AnswerTo(id)).Good();
    }

    // Calls in flight are given half a second, which the quickest of a few exits shows whatever else the machine does.
    [Theory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Modern)]
    public async Task A_call_that_was_cancelled_is_not_waited_for(Era era)
    {
        _home.WithStandIn("s", $"{{{Tools}}}");
        var quickest = TimeSpan.MaxValue;
        for (var tries = 0; tries < 5 && quickest > TimeSpan.FromSeconds(0.4); tries++)
        {
            await using var client = await Client.Connect(_home, era);
            await client.Names();
            var calls = _home.Calls("s", "slow").Length;
            var id = await client.Send("tools/call", """{"name":"s__slow","arguments":{}}""");
            await Wait.Until(() => _home.Calls("s", "slow").Length > calls, "the call upstream");
            await client.Notify("notifications/cancelled", $$"""{"requestId":{{id}}}""");
            await Wait.Until(() => _home.Record("s").Count(line => line.StartsWith("{\"event\":\"cancelled\"", StringComparison.Ordinal)) > calls, "the cancellation upstream");
            var watch = Stopwatch.StartNew();
            client.Process.EndInput();
            Assert.Equal(0, await client.Process.Exit());
            quickest = watch.Elapsed < quickest ? watch.Elapsed : quickest;
        }

        Assert.InRange(quickest, TimeSpan.Zero, TimeSpan.FromSeconds(0.4));
    }

    [NeedsUnixTheory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Modern)]
    public async Task It_exits_on_SIGTERM(Era era)
    {
        _home.WithStandIn("s", $"{{{Tools}}}");
        await using var client = await Client.Connect(_home, era);
        await client.Names();
        await Ends(client, () => ProcessSignal.Send("TERM", client.Process.Id), Prompt, codes: [0, 143]);
    }

    [Fact]
    public async Task An_upstream_that_ignores_the_end_of_its_input_is_gone_within_five_seconds()
    {
        _home.WithStandIn("s", $"{{\"ignoreEof\":true,\"ignoreTerminate\":true,{Tools}}}");
        await using var client = await Client.Connect(_home);
        await client.Names();
        await Ends(client, () => client.Process.EndInput(), Stubborn);
    }

    [NeedsNodeFact]
    public async Task No_process_of_the_reference_servers_is_left()
    {
        _home.WithPackage("fs", "@modelcontextprotocol/server-filesystem", _home.Files).WithPackage("everything", "@modelcontextprotocol/server-everything");
        await using var client = await Client.Connect(_home);
        Assert.Contains("everything__echo", await client.Names());
        client.Process.EndInput();
        Assert.Equal(0, await client.Process.Exit());
        Assert.DoesNotContain(Process.GetProcesses(), process => CommandLine(process).Contains(_home.Files, StringComparison.Ordinal));
    }

    public void Dispose() => _home.Dispose();

    private async Task Ends(Client client, Action end, TimeSpan bound, params int[] codes)
    {
        var child = _home.Starts("s")[0];
        var watch = Stopwatch.StartNew();
        end();
        Assert.Contains(await client.Process.Exit(), codes.Length == 0 ? [0] : codes);
        Assert.True(watch.Elapsed < bound + Allowance, $"It took {watch.Elapsed.TotalSeconds:0.00} s.");
        Assert.False(ProcessSignal.IsAlive(child), "Its upstream is still there.");
    }

    private static string CommandLine(Process process)
    {
        try
        {
            return OperatingSystem.IsLinux() ? File.ReadAllText($"/proc/{process.Id}/cmdline") : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

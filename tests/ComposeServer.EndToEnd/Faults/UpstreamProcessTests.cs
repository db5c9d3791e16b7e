using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>An upstream whose process is killed, stopped, or does not go. (ExitTests has the end of the program itself.)</summary>
public sealed class UpstreamProcessTests
{
    private const string Calls = """{ "good": {}, "hangs": { "never": true } }""";

    [NeedsUnixFact]
    public async Task An_upstream_that_is_killed_fails_the_calls_in_flight_at_once_and_is_started_again()
    {
        await using var ward = await Ward.Open(Calls);
        var calls = Enumerable.Range(0, 5).Select(_ => ward.Client.Call("use_hangs")).ToArray();
        await Wait.Until(() => ward.Home.Calls("sick", "hangs").Length == calls.Length, "the calls upstream");
        var killed = ward.SickProcess;
        ProcessSignal.Send("KILL", killed);
        foreach (var call in calls)
            Assert.Contains("exited with code 137", (await ward.Meanwhile(call)).Bad().Text, StringComparison.Ordinal);
        await ward.WellAgain("good", "good");
        Assert.NotEqual(killed, ward.SickProcess);
    }

    [NeedsUnixFact]
    public async Task An_upstream_that_is_killed_while_nobody_calls_it_keeps_its_tools_listed_and_is_started_again()
    {
        await using var ward = await Ward.Open(Calls);
        var names = await ward.Client.Names();
        ProcessSignal.Send("KILL", ward.SickProcess);
        Assert.Equal(names, await ward.Client.Names());
        await ward.WellAgain("good", "good");
        Assert.Equal(2, ward.Home.Starts("sick").Length);
        Assert.Equal(names, await ward.Client.Names());
    }

    [Fact]
    public async Task An_upstream_that_hangs_costs_its_callers_their_timeout_and_nobody_else_anything()
    {
        await using var ward = await Ward.Open(Calls, "\"timeout\":\"2s\"");
        var before = ward.WellCalls;
        Assert.Contains("2 s", (await ward.Use("hangs")).Bad().Text, StringComparison.Ordinal);
        Assert.InRange(ward.WellCalls - before, 10, int.MaxValue);
        Assert.Equal("good", (await ward.Use("good")).Good().Text);
        Assert.Single(ward.Home.Starts("sick"));
    }

    // A stopped process reads nothing, so that what is written to it fills its pipe: a write then waits as long as an answer would.
    [NeedsUnixFact]
    public async Task An_upstream_that_is_stopped_and_reads_nothing_costs_its_callers_their_timeout_and_is_well_when_it_goes_on()
    {
        await using var ward = await Ward.Open(Calls, "\"timeout\":\"2s\"");
        ProcessSignal.Send("STOP", ward.SickProcess);
        try
        {
            var large = $$"""{"x":"{{new string('x', 300_000)}}"}""";
            foreach (var call in Enumerable.Range(0, 4).Select(_ => ward.Client.Call("use_good", large)).ToArray())
                Assert.Contains("2 s", (await ward.Meanwhile(call)).Bad().Text, StringComparison.Ordinal);
        }
        finally
        {
            ProcessSignal.Send("CONT", ward.SickProcess);
        }

        await ward.WellAgain("good", "good");
    }

    [Fact]
    public async Task An_upstream_that_ignores_the_end_of_its_input_is_gone_within_five_seconds_of_being_taken_out()
    {
        await using var ward = await Ward.Open(Calls, script: "\"ignoreEof\":true,\"ignoreTerminate\":true");
        var process = ward.SickProcess;
        var call = ward.Client.Call("use_hangs");
        await Wait.Until(() => ward.Home.Calls("sick", "hangs").Length == 1, "the call upstream");
        ward.Home.Without("sick");
        (await ward.Meanwhile(call)).Bad();
        await Wait.Until(() => !ProcessSignal.IsAlive(process), "the end of the upstream");
        Assert.Contains("\"sick__good\"", (await ward.Use("good")).Bad().Text, StringComparison.Ordinal);
    }
}

using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults;

/// <summary>An upstream that writes far more than it was asked for: once, and without end.</summary>
public sealed class UpstreamFloodTests
{
    private const string Progress = """{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":$TOKEN,\"progress\":1}}""";

    [Theory]
    [InlineData("this is no message, and there is much of it")]
    [InlineData("""{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\"much\"}}""")]
    [InlineData("""{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}""")]
    [InlineData(Progress)]
    [InlineData("""{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"ping\"}""")]
    public async Task A_hundred_thousand_lines_before_an_answer_do_not_hide_it(string line)
    {
        await using var ward = await Ward.Open($$"""{ "floods": { "flood": { "line": "{{line}}", "thousands": 100 }, "text": "at last" }, "good": {} }""");
        Assert.Equal("at last", (await ward.Use("floods")).Good().Text);
        Assert.Equal("good", (await ward.Use("good")).Good().Text);
        Assert.Single(ward.Home.Starts("sick"));
    }

    // Progress is a sign of life, for which the server's own timeout begins anew.
    [Theory]
    [InlineData("this is no message, and there is no end of it")]
    [InlineData("""{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}""")]
    [InlineData(Progress)]
    public async Task A_flood_without_end_is_cut_off_by_the_timeout_of_the_step(string line)
    {
        await using var ward = await Ward.Open($$"""{ "floods": { "flood": { "line": "{{line}}" } }, "good": {} }""");
        await ward.Client.Compose("""{"name":"bounded","description":"d","steps":[{"tool":"sick__floods","timeout":"1s"}]}""");
        Assert.Contains("1 s", (await ward.Meanwhile(ward.Client.Call("bounded"))).Bad().Text, StringComparison.Ordinal);
        Assert.Equal("good", (await ward.Use("good")).Good().Text);
        await Wait.Until(() => ward.Home.Record("sick").Any(said => said.Contains("\"event\":\"cancelled\"", StringComparison.Ordinal)), "the end of the flood");
    }

    [Fact]
    public async Task A_flood_that_nothing_stops_disturbs_nobody_and_ends_when_the_upstream_is_taken_out()
    {
        await using var ward = await Ward.Open("""{ "floods": { "flood": { "line": "much" }, "ignoreCancel": true } }""");
        await ward.Client.Compose("""{"name":"bounded","description":"d","steps":[{"tool":"sick__floods","timeout":"500ms"}]}""");
        for (var i = 0; i < 2; i++)
            (await ward.Meanwhile(ward.Client.Call("bounded"))).Bad();
        var process = ward.SickProcess;
        ward.Home.Without("sick");
        await Wait.Until(() => !ProcessSignal.IsAlive(process), "the end of the upstream");
        Assert.Contains("\"sick__floods\"", (await ward.Use("floods")).Bad().Text, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>Steps side by side, seen by the upstream that carries them out.</summary>
[Collection(TimingCollection.Name)]
public sealed class OrderTests : IDisposable
{
    private readonly TestHome _home = new();

    public OrderTests() => _home
        .WithStandIn("s", """
            {
              "record": "$RECORD",
              "tools": [{ "name": "half" }, { "name": "one" }, { "name": "five" }, { "name": "hangs" }, { "name": "breaks" }, { "name": "next" }, { "name": "undo" }],
              "calls": {
                "half": { "delayMs": 500, "echo": true },
                "one": { "delayMs": 300, "echo": true },
                "five": { "delayMs": 1500, "echo": true },
                "hangs": { "never": true },
                "breaks": { "delayMs": 300, "result": { "content": [{ "type": "text", "text": "no" }], "isError": true } },
                "next": { "echo": true },
                "undo": { "echo": true }
              }
            }
            """)
        .WithStandIn("two", """
            { "record": "$RECORD", "tools": [{ "name": "slow" }], "calls": { "slow": { "delayMs": 300, "echo": true } } }
            """, "\"maxConcurrency\":2");

    [Fact]
    [Trait("Category", "Timing")]
    public async Task Five_steps_of_half_a_second_take_little_more_than_one()
    {
        await using var client = await Client.Connect(_home);
        var steps = string.Join(',', Enumerable.Repeat("""{"tool":"s__half"}""", 5));
        await client.Compose($$$"""{"name":"fan","description":"d","mode":"parallel","steps":[{{{steps}}}],"output":"{{ count($steps[*]) }}"}""");
        await client.Call("fan");
        // The best of three: other work on the machine may take one of them longer.
        var best = double.MaxValue;
        for (var i = 0; i < 3; i++)
            best = Math.Min(best, (await client.Call("fan")).Good().Run.GetProperty("durationMs").GetDouble());
        Assert.InRange(best, 490, 600);
    }

    [Fact]
    public async Task A_step_starts_when_what_it_needs_has_ended_whatever_else_is_running()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""
            {"name":"uneven","description":"d","mode":"parallel","steps":[
              {"id":"a","tool":"s__one"},{"id":"c","tool":"s__five"},{"id":"b","tool":"s__next","params":{"after":"$a"}}]}
            """);
        var steps = (await client.Call("uneven")).Good().Run.GetProperty("steps");
        Assert.Equal(["one", "five", "next"], Tools());
        // It had ended long before the slow one, beside which it ran.
        Assert.True(steps[0].GetProperty("durationMs").GetDouble() + steps[2].GetProperty("durationMs").GetDouble() < steps[1].GetProperty("durationMs").GetDouble());
    }

    [Fact]
    public async Task A_failing_branch_cancels_its_siblings_upstream_and_undoes_what_succeeded_the_last_first()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""
            {"name":"torn","description":"d","mode":"parallel","steps":[
              {"id":"first","tool":"s__next","params":{"n":1},"compensate":{"tool":"s__undo","params":{"n":"$this.n"}}},
              {"id":"second","tool":"s__next","params":{"n":2,"after":"$first"},"compensate":{"tool":"s__undo","params":{"n":"$second.n"}}},
              {"id":"waits","tool":"s__hangs"},
              {"id":"breaks","tool":"s__breaks"},
              {"id":"never","tool":"s__next","params":{"after":"$breaks"}}],
             "finally":[{"id":"last","value":"{{ $error.kind }}"}]}
            """);
        var answer = (await client.Call("torn")).Bad();
        Assert.Equal(["succeeded", "succeeded", "cancelled", "failed", "not_started", "succeeded"], answer.Statuses);
        Assert.Equal(["second", "first"], answer.Run.GetProperty("compensations").EnumerateArray().Select(one => one.GetProperty("step").GetString()));
        Assert.Equal(["2", "1"], _home.Calls("s", "undo").Select(line => Arguments(line).GetProperty("n").GetRawText()));
        Assert.Equal(2, _home.Calls("s", "next").Length);
        Assert.Contains(_home.Record("s"), line => line.Contains("\"cancelled\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_upstream_is_never_asked_more_at_once_than_it_may_be_by_all_runs_together()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose("""{"name":"many","description":"d","steps":[{"forEach":"[1,2,3]","maxParallel":3,"tool":"two__slow","params":{"n":"$item"}}]}""");
        var first = await client.Send("tools/call", """{"name":"many","arguments":{}}""");
        var second = await client.Send("tools/call", """{"name":"many","arguments":{}}""");
        var runs = new[] { await client.AnswerTo(first), await client.AnswerTo(second) }.Select(answer => answer.Good().Run.GetProperty("durationMs").GetDouble());
        // Six calls of 0.3 s, two at a time.
        Assert.True(runs.Max() >= 880);
        Assert.Equal(6, _home.Calls("two", "slow").Length);
    }

    public void Dispose() => _home.Dispose();

    private string[] Tools() =>
        [.. _home.Record("s").Select(line => JsonDocument.Parse(line).RootElement).Where(IsCall).Select(call => call.GetProperty("params").GetProperty("name").GetString()!)];

    private static bool IsCall(JsonElement line) => line.TryGetProperty("method", out var method) && method.ValueEquals("tools/call");

    private static JsonElement Arguments(string line) => JsonDocument.Parse(line).RootElement.GetProperty("params").GetProperty("arguments");
}

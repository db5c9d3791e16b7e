using System.Text.Json;
using ComposeServer.Engine.Tests.Cases;
using ComposeServer.Engine.Tools;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

public sealed class CircuitsTests
{
    private readonly FakeTime _time = new();
    private readonly LogLines _log = new();
    private int _changes;

    private Circuits Create(bool hasOneTool = false) => new("s", () => hasOneTool, () => _changes++, _log, _time);

    private static void Call(Circuits circuits, string tool, Sign sign)
    {
        Assert.Null(circuits.Enter(tool, out var trial));
        circuits.Leave(tool, trial, sign, "it did not answer in time");
    }

    private static void Calls(Circuits circuits, int count, string tool, Sign sign = Sign.Dead)
    {
        for (var i = 0; i < count; i++)
            Call(circuits, tool, sign);
    }

    private static bool Refuses(Circuits circuits, string tool)
    {
        Assert.Equal(circuits.Refusal(tool), circuits.Enter(tool, out var trial));
        circuits.Leave(tool, trial, Sign.None);
        return circuits.Refusal(tool) is not null;
    }

    private static UpstreamSnapshot Shown(Circuits circuits, UpstreamState state = UpstreamState.Ready) =>
        circuits.Over(new UpstreamSnapshot { Name = "s", State = state, Tools = [Tool("a"), Tool("b")] });

    private static UpstreamTool Tool(string name)
    {
        var definition = JsonDocument.Parse($$"""{"name":"{{name}}"}""").RootElement;
        return new UpstreamTool(ListedTool.Read("s", $"s__{name}", definition, (_, _) => ValueTask.FromResult(ToolResult.OfText(""))), true, false, definition);
    }

    [Fact]
    public void Four_failures_open_nothing_and_five_do()
    {
        var circuits = Create();
        Calls(circuits, 4, "a");
        Assert.False(Refuses(circuits, "a"));
        Call(circuits, "a", Sign.Dead);
        Assert.Equal(
            "Tool \"a\" of server \"s\" is not called: its circuit is open since 2026-03-01 12:00:00Z, after 5 failed calls in a row (it did not answer in time), so that calls fail at once; it is tried again with the first call after 2026-03-01 12:00:15Z, 15 s from now.",
            circuits.Refusal("a"));
        Assert.Equal(1, _log.Count("Warning Tool \"a\" of server \"s\": its circuit is open since"));
    }

    [Fact]
    public void An_answer_in_between_begins_the_count_anew()
    {
        var circuits = Create();
        Calls(circuits, 4, "a");
        Call(circuits, "a", Sign.Alive);
        Calls(circuits, 4, "a");
        Assert.False(Refuses(circuits, "a"));
    }

    [Fact]
    public void What_says_nothing_of_the_server_neither_counts_nor_begins_the_count_anew()
    {
        var circuits = Create();
        Calls(circuits, 4, "a");
        Calls(circuits, 10, "a", Sign.None);
        Assert.False(Refuses(circuits, "a"));
        Call(circuits, "a", Sign.Dead);
        Assert.True(Refuses(circuits, "a"));
    }

    [Fact]
    public void A_dead_tool_does_not_stop_the_others()
    {
        var circuits = Create();
        Calls(circuits, 5, "a");
        Assert.True(Refuses(circuits, "a"));
        Assert.False(Refuses(circuits, "b"));
        var shown = Shown(circuits);
        Assert.Equal((UpstreamState.Ready, null), (shown.State, shown.Error));
        Assert.StartsWith("its circuit is open since", Assert.Single(shown.OpenCircuits).Value, StringComparison.Ordinal);
        Assert.Equal("s__a", shown.OpenCircuits.Keys.Single());
    }

    [Fact]
    public void Failures_of_two_tools_in_a_row_open_the_circuit_of_the_server_for_all()
    {
        var circuits = Create();
        Calls(circuits, 2, "a");
        Calls(circuits, 3, "b");
        Assert.All(["a", "b", "c"], tool => Assert.StartsWith("Server \"s\" is not called: its circuit is open", circuits.Refusal(tool), StringComparison.Ordinal));
        var shown = Shown(circuits);
        Assert.Equal(UpstreamState.CircuitOpen, shown.State);
        Assert.StartsWith("its circuit is open since", shown.Error, StringComparison.Ordinal);
        Assert.Equal(2, shown.Tools.Length);
        Assert.Empty(shown.OpenCircuits);
    }

    [Fact]
    public void An_answer_of_one_tool_shows_that_the_server_lives_and_not_that_another_tool_does()
    {
        var circuits = Create();
        Calls(circuits, 4, "a");
        Call(circuits, "b", Sign.Alive);
        Call(circuits, "a", Sign.Dead);
        Call(circuits, "b", Sign.Dead);
        Assert.True(Refuses(circuits, "a"));
        Assert.False(Refuses(circuits, "b"));
        Assert.Equal(UpstreamState.Ready, Shown(circuits).State);
    }

    [Fact]
    public void The_only_tool_of_a_server_opens_the_circuit_of_the_server()
    {
        var circuits = Create(hasOneTool: true);
        Calls(circuits, 5, "a");
        Assert.Equal(UpstreamState.CircuitOpen, Shown(circuits).State);
    }

    [Fact]
    public void Calls_that_were_refused_do_not_count()
    {
        var circuits = Create();
        Calls(circuits, 5, "a");
        for (var i = 0; i < 20; i++)
            Assert.True(Refuses(circuits, "a"));
        _time.Advance(Circuit.FirstBreak);
        Assert.Contains("after 5 failed calls", Shown(circuits).OpenCircuits["s__a"], StringComparison.Ordinal);
    }

    [Fact]
    public void When_half_open_one_call_is_let_through_and_its_answer_closes_the_circuit()
    {
        var circuits = Create();
        Calls(circuits, 5, "a");
        _time.Advance(Circuit.FirstBreak - TimeSpan.FromSeconds(1));
        Assert.Contains("1 s from now", circuits.Refusal("a"), StringComparison.Ordinal);
        var before = _changes;
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(before + 1, _changes);
        Assert.Contains("half-open after 5 failed calls in a row (it did not answer in time): the next call tries it", Shown(circuits).OpenCircuits["s__a"], StringComparison.Ordinal);

        Assert.Null(circuits.Enter("a", out var trial));
        Assert.EndsWith("one call is trying it, and others fail until that has ended.", circuits.Enter("a", out _), StringComparison.Ordinal);
        circuits.Leave("a", trial, Sign.Alive);
        Assert.Empty(Shown(circuits).OpenCircuits);
        Calls(circuits, 4, "a");
        Assert.False(Refuses(circuits, "a"));
        Assert.Equal(1, _log.Count("The circuit of tool \"a\" of server \"s\" is closed again."));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(4, 120)]
    public void Each_trial_that_fails_opens_it_for_longer(int trials, int seconds)
    {
        var circuits = Create(hasOneTool: true);
        Calls(circuits, 5, "a");
        for (var i = 0; i < trials; i++)
        {
            _time.Advance(Circuit.LongestBreak);
            Call(circuits, "a", Sign.Dead);
        }

        Assert.Contains($"since 2026-03-01 12:00:00Z, after {5 + trials} failed calls", circuits.Refusal("a"), StringComparison.Ordinal);
        Assert.Contains($", {seconds} s from now", circuits.Refusal("a"), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.True(Refuses(circuits, "a"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Refuses(circuits, "a"));
    }

    [Fact]
    public void A_trial_that_is_given_up_leaves_the_next_call_to_try()
    {
        var circuits = Create(hasOneTool: true);
        Calls(circuits, 5, "a");
        _time.Advance(Circuit.FirstBreak);
        Call(circuits, "a", Sign.None);
        Assert.EndsWith("the next call tries it", Shown(circuits).Error, StringComparison.Ordinal);
        Call(circuits, "a", Sign.Alive);
        Assert.Equal(UpstreamState.Ready, Shown(circuits).State);
    }

    [Fact]
    public void Only_the_trial_opens_it_again_and_not_what_was_sent_before()
    {
        var circuits = Create(hasOneTool: true);
        circuits.Enter("a", out var old);
        Calls(circuits, 5, "a");
        circuits.Leave("a", old, Sign.Dead, "late");
        _time.Advance(Circuit.FirstBreak);
        circuits.Leave("a", old, Sign.Dead, "late");
        Assert.Contains("half-open after 5 failed calls", Shown(circuits).Error, StringComparison.Ordinal);
        Assert.Null(circuits.Refusal("a"));
    }

    [Fact]
    public void An_answer_to_what_was_sent_before_closes_it()
    {
        var circuits = Create();
        circuits.Enter("a", out var old);
        Calls(circuits, 5, "a");
        circuits.Leave("a", old, Sign.Alive);
        Assert.False(Refuses(circuits, "a"));
    }

    [Fact]
    public void A_new_connection_closes_all()
    {
        var circuits = Create();
        Calls(circuits, 5, "a");
        Call(circuits, "b", Sign.Dead);
        Assert.True(Refuses(circuits, "c"));
        circuits.Reset();
        Assert.All(["a", "b", "c"], tool => Assert.False(Refuses(circuits, tool)));
        Calls(circuits, 4, "a");
        Assert.False(Refuses(circuits, "a"));
    }

    [Fact]
    public void A_server_that_is_not_connected_is_shown_as_that()
    {
        var circuits = Create(hasOneTool: true);
        Calls(circuits, 5, "a");
        Assert.Equal(UpstreamState.Connecting, Shown(circuits, UpstreamState.Connecting).State);
    }
}

using ComposeServer.Cli;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Tests.Telemetry;
using Spectre.Console;

namespace ComposeServer.Tests.Cli;

public sealed class LiveTreeTests
{
    private const string HidesCursor = "\u001b[?25l";
    private const string ShowsCursor = "\u001b[?25h";

    private readonly RunBench _bench = new();
    private readonly StringWriter _screen = new();

    [Fact]
    public async Task The_tree_says_state_time_attempts_items_failed_items_and_nested_steps()
    {
        _bench.Compose("""{"name":"inner","description":"d","steps":[{"id":"within","tool":"echo"}]}""");
        var result = await Run(_bench.Compose("""
            {"name":"outer","description":"d","steps":[
              {"id":"again","tool":"second_time","retry":{"attempts":3,"delay":"1ms"}},
              {"id":"each","tool":"fails","forEach":[1,2,3,4,5,6,7],"onError":"continue"},
              {"id":"nested","tool":"inner"},
              {"id":"left_out","value":1,"condition":false},
              {"id":"broken","tool":"fails"},
              {"id":"never","value":"[not markup]"}]}
            """), _ => { });
        var plain = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(plain) });
        console.Profile.Width = 200;
        console.Write(StepTree.Of(result.Run));
        string[] lines = [.. plain.ToString().Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line.Trim(' ', '│', '├', '└', '─', '\r', '|', '-', '`'), @"\d+\.\d s", "T"))];
        Assert.Equal(
            [
                "outer",
                "again (second_time) succeeded T, 2 attempts",
                "each (fails) succeeded T, 7/7 items, 7 calls, 7 failed",
                "item 0: hunter2", "item 1: hunter2", "item 2: hunter2", "item 3: hunter2", "item 4: hunter2",
                "and 2 more",
                "nested (inner) succeeded T",
                "within (echo) succeeded",
                "left_out skipped T: its condition is false",
                "broken (fails) failed T",
                "never waits",
                "",
            ],
            lines);
    }

    [Fact]
    public async Task It_draws_while_the_run_goes_and_leaves_the_tree_at_its_end()
    {
        using var view = new LiveTree(Screen());
        var result = await Run(_bench.Compose("""{"name":"drawn","description":"d","steps":[{"id":"a","tool":"echo"}]}"""), view.Hear);
        Assert.Null(result.Failure);
        Assert.StartsWith(HidesCursor, _screen.ToString(), StringComparison.Ordinal);
        await view.EndAsync();
        var last = _screen.ToString()[(_screen.ToString().LastIndexOf(ShowsCursor, StringComparison.Ordinal) + ShowsCursor.Length)..];
        Assert.Contains("a (echo) succeeded", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_person_is_asked_nothing_is_drawn()
    {
        using var view = new LiveTree(Screen());
        var (asked, before, second) = ("", "", new TaskCompletionSource());
        Ask ask = async (question, _) =>
        {
            // Two at once: the tree comes back behind the last of them.
            if (question.Message == "one")
                await second.Task;
            else
                second.SetResult();
            asked += question.Message + " ";
            before = _screen.ToString();
            return new QuestionAnswer(QuestionAction.Accept, JsonText.Parse("{}"));
        };
        var tool = _bench.Compose("""
            {"name":"asks","description":"d","mode":"parallel","steps":[{"elicit":{"message":"one"}},{"elicit":{"message":"two"}}]}
            """);
        var result = await tool.RunAsync(Value.EmptyObject, new CallContext { Ask = view.Around(ask) }, view.Hear, CancellationToken.None);
        Assert.Null(result.Failure);
        Assert.Equal(2, asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.True(before.LastIndexOf(ShowsCursor, StringComparison.Ordinal) > before.LastIndexOf(HidesCursor, StringComparison.Ordinal));
        await view.EndAsync();
        Assert.Contains(HidesCursor, _screen.ToString()[before.Length..], StringComparison.Ordinal);
    }

    private static ValueTask<RunResult> Run(CompiledTool tool, Action<RunEvent> observer) =>
        tool.RunAsync(Value.EmptyObject, CallContext.Alone, observer, CancellationToken.None);

    private IAnsiConsole Screen()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(_screen) });
        console.Profile.Width = 120;
        return console;
    }
}

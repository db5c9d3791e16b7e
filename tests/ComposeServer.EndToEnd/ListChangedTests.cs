using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd;

/// <summary>What is announced, and when, where nothing else changes: no upstreams.</summary>
public sealed class ListChangedTests : IDisposable
{
    private const string Definition = """{"name":"answer","description":"d","steps":[{"value":{"n":42}}]}""";

    private readonly TestHome _home = new();

    [Theory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Modern)]
    public async Task Composing_replacing_and_removing_are_each_announced_once_before_they_are_answered(Era era)
    {
        await using var client = await Client.Connect(_home, era);
        await client.Names();
        foreach (var (tool, arguments) in new[]
        {
            ("dynamic_tool_compose", Definition),
            ("dynamic_tool_compose", Definition.Replace("42", "43,\"more\":true", StringComparison.Ordinal).Replace("{\"name\"", "{\"replace\":true,\"name\"", StringComparison.Ordinal)),
            ("remove_composed_tool", """{"name":"answer"}"""),
        })
        {
            var from = client.Process.Count;
            var answer = (await client.Call(tool, arguments)).Good();
            Assert.Equal(1, client.Changes(from, answer.Position));
        }
    }

    [Fact]
    public async Task In_the_modern_era_a_notice_bears_the_id_of_its_subscription()
    {
        await using var client = await Client.Connect(_home, Era.Modern);
        var from = client.Process.Count;
        await client.Compose(Definition);
        var notice = client.Process[await client.Changed("the notice", from)];
        Assert.Equal(client.Subscription, notice.GetProperty("params").GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetInt32());
    }

    [Fact]
    public async Task A_refused_definition_and_a_dry_run_announce_nothing_and_change_nothing()
    {
        await using var client = await Client.Connect(_home);
        var names = await client.Names();
        var from = client.Process.Count;
        (await client.Call("dynamic_tool_compose", """{"name":"x","description":"d","steps":[{"tool":"no__such"}]}""")).Bad();
        var dry = (await client.Call("dynamic_tool_compose", $"{{\"dryRun\":true,{Definition[1..]}")).Good();
        Assert.Equal("valid", dry.Structured.GetProperty("status").GetString());
        Assert.Equal(names, await client.Names());
        Assert.Equal(0, client.Changes(from, client.Process.Count));
        Assert.False(File.Exists(_home.Library));
    }

    [Fact]
    public async Task An_edit_by_hand_is_picked_up_and_announced()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose(Definition);
        var edited = File.ReadAllText(_home.Library).Replace("\"answer\"", "\"by_hand\"", StringComparison.Ordinal);
        File.WriteAllText(_home.Library, edited);
        await client.NamesAre(names => names.Contains("by_hand") && !names.Contains("answer"), "the notice of the edit");
        Assert.Equal(42, (await client.Call("by_hand")).Good().Structured.GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task A_tool_is_callable_at_once_without_a_look_at_the_list_and_by_call_composed_tool()
    {
        await using var client = await Client.Connect(_home);
        await client.Compose(Definition);
        Assert.Equal(42, (await client.Call("answer")).Good().Structured.GetProperty("n").GetInt32());
        Assert.Equal(42, (await client.Call("call_composed_tool", """{"name":"answer","arguments":"{}"}""")).Good().Structured.GetProperty("n").GetInt32());
    }

    public void Dispose() => _home.Dispose();
}

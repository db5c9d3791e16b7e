using ComposeServer.Tests.Server;

namespace ComposeServer.Tests.Composing;

public sealed class RemoveTests
{
    [Fact]
    public async Task A_removed_tool_is_gone_and_announced_and_calls_of_it_say_so()
    {
        await using var served = await Served.Start();
        await served.Compose("a", """[{"value":1}]""");
        await served.Client.ListChanged();
        var answer = await served.Client.Call("remove_composed_tool", """{"name":"a"}""");
        Assert.Equal("""{"status":"removed","name":"a"}""", answer.At("structuredContent").GetRawText());
        Assert.Equal("notifications/tools/list_changed", served.Client.Heard.ToArray()[^2]);
        Assert.DoesNotContain("a", await served.Client.ListNames());
        Assert.DoesNotContain("\"a\"", served.Home.Text, StringComparison.Ordinal);
        var departed = await served.Client.Call("a");
        Assert.True(departed.At("isError").GetBoolean());
        Assert.Contains("gone", departed.Text("content/0/text"), StringComparison.Ordinal);
        Assert.Equal(-32602, (await served.Client.Call("never_was")).At("error/code").GetInt32());
    }

    [Fact]
    public async Task An_unknown_name_is_an_error_with_the_nearest()
    {
        await using var served = await Served.Start();
        await served.Compose("fetch_note", """[{"value":1}]""");
        var answer = await served.Client.Call("remove_composed_tool", """{"name":"fetch_nota"}""");
        Assert.True(answer.At("isError").GetBoolean());
        Assert.Contains("fetch_note", answer.Text("structuredContent/errors/0/suggestion"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_others_use_stays_unless_it_is_forced()
    {
        await using var served = await Served.Start();
        await served.Compose("inner", """[{"value":1}]""");
        await served.Compose("one", """[{"tool":"inner"}]""");
        await served.Compose("two", """[{"tool":"inner"}]""", ""","save":false""");
        var refused = await served.Client.Call("remove_composed_tool", """{"name":"inner"}""");
        Assert.True(refused.At("isError").GetBoolean());
        Assert.Contains("\"one\", \"two\"", refused.Text("structuredContent/errors/0/message"), StringComparison.Ordinal);
        Assert.Equal("1", (await served.Client.Call("one")).Text("content/0/text"));
        Assert.Equal("removed", (await served.Client.Call("remove_composed_tool", """{"name":"inner","force":true}""")).Text("structuredContent/status"));
        Assert.DoesNotContain("one", await served.Client.ListNames());
        var row = (await served.Client.Call("list_composed_tools", """{"name":"one"}""")).At("structuredContent/tools/0");
        Assert.Equal(["inner"], row.At("missing").Texts());
        await served.Compose("inner", """[{"value":2}]""");
        Assert.Equal("2", (await served.Client.Call("one")).Text("content/0/text"));
    }

    [Fact]
    public async Task A_tool_that_is_not_saved_can_be_removed()
    {
        await using var served = await Served.Start();
        await served.Compose("a", """[{"value":1}]""", ""","save":false""");
        Assert.Equal("removed", (await served.Client.Call("remove_composed_tool", """{"name":"a"}""")).Text("structuredContent/status"));
        Assert.Equal(0, (await served.Client.Call("list_composed_tools", """{"name":"a"}""")).At("structuredContent/count").GetInt32());
    }

    [Fact]
    public async Task Arguments_that_do_not_fit_say_so_all_at_once()
    {
        await using var served = await Served.Start();
        var answer = await served.Client.Call("remove_composed_tool", """{"force":"yes","nmae":"a"}""");
        Assert.True(answer.At("isError").GetBoolean());
        Assert.False(answer.Has("structuredContent"));
        foreach (var path in (string[])["/name", "/force", "/nmae"])
            Assert.Contains(path, answer.Text("content/0/text"), StringComparison.Ordinal);
    }
}

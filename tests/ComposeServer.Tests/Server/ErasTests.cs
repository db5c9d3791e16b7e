namespace ComposeServer.Tests.Server;

public sealed class ErasTests
{
    [Fact]
    public async Task The_list_s_changes_are_announced_in_the_era_of_sessions()
    {
        await using var served = await Served.Start();
        await served.Compose("a", """[{"value":1}]""");
        await served.Client.ListChanged();
        await served.Client.Call("remove_composed_tool", """{"name":"a"}""");
        await served.Client.ListChanged();
        Assert.False(served.Client.HasListChanged());
    }

    [Fact]
    public async Task The_list_s_changes_are_announced_to_who_listens_in_the_era_without_sessions()
    {
        await using var served = await Served.Start(modern: true);
        var discovered = await served.Client.Request("server/discover");
        Assert.Contains(RawClient.Modern, discovered.At("supportedVersions").Texts());
        Assert.True(discovered.At("capabilities/tools/listChanged").GetBoolean());
        Assert.Contains("list_composed_tools", discovered.Text("instructions"), StringComparison.Ordinal);
        await served.Client.Begin("subscriptions/listen", """{"notifications":{"toolsListChanged":true}}""");
        while (!served.Client.Heard.Contains("notifications/subscriptions/acknowledged"))
            await served.Client.Request("tools/list");
        await served.Compose("a", """[{"value":1}]""");
        await served.Client.ListChanged();
        var answer = await served.Client.Call("a");
        Assert.Equal("complete", answer.Text("resultType"));
        Assert.Equal("""{"result":1}""", answer.At("structuredContent").GetRawText());
    }

    [Fact]
    public async Task Results_do_not_say_their_type_in_the_era_of_sessions()
    {
        await using var served = await Served.Start();
        await served.Compose("a", """[{"value":"text"}]""");
        var answer = await served.Client.Call("a");
        Assert.False(answer.Has("resultType"));
        Assert.Equal("""{"result":"text"}""", answer.At("structuredContent").GetRawText());
        Assert.Equal("text", answer.Text("content/0/text"));
    }
}

using System.Text.Json;

namespace ComposeServer.Tests.Server;

public sealed class FindToolsTests
{
    [Fact]
    public async Task A_search_finds_what_is_composed_first_and_a_look_at_everything_what_the_servers_have()
    {
        await using var served = await Served.Start();
        await served.Compose("read_twice", """[{"value":1}]""");
        var all = await Find(served, "{}");
        Assert.Equal(["files__list", "files__read_text", "files__search", "http__fetch", "wait__for", "read_twice"], all.At("tools").Texts("name"));
        Assert.Equal("composer", all.At("tools/5").Text("server"));
        Assert.Equal(["read_twice", "files__read_text"], (await Find(served, """{"query":"READ"}""")).At("tools").Texts("name").Take(2));
        Assert.Equal(["wait__for"], (await Find(served, """{"server":"wait"}""")).At("tools").Texts("name"));
        Assert.Equal(["read_twice"], (await Find(served, """{"server":"composer"}""")).At("tools").Texts("name"));
        Assert.Equal(["files__list"], (await Find(served, """{"limit":1}""")).At("tools").Texts("name"));
    }

    private static async Task<JsonElement> Find(Served served, string arguments) =>
        (await served.Client.Call("find_tools", arguments)).At("structuredContent");
}

using ComposeServer.Tests.Server;
using ComposeServer.Tests.Upstreams;

namespace ComposeServer.Tests.Composing;

/// <summary>The library is a file that people edit.</summary>
public sealed class EditedByHandTests
{
    [Fact]
    public async Task An_edit_is_picked_up_and_announced()
    {
        await using var served = await Served.Start();
        await served.Compose("a", """[{"value":1}]""");
        await served.Client.ListChanged();
        served.Home.Text = served.Home.Text.Replace("\"value\": 1", "\"value\": 2", StringComparison.Ordinal);
        await served.Client.ListChanged();
        Assert.Equal("2", (await served.Client.Call("a")).Text("content/0/text"));
    }

    [Fact]
    public async Task An_entry_that_is_wrong_is_reported_and_takes_no_other_with_it()
    {
        await using var served = await Served.Start(library: Library(
            Entry("good", """{"definition":{"name":"good","description":"d","steps":[{"value":1}]}}"""),
            Entry("bad", """{"definition":{"name":"bad","description":"d","steps":[{"value":"$nope"}]}}"""),
            Entry("other", """{"definition":{"name":"another","description":"d","steps":[{"value":1}]}}"""),
            Entry("find_tools", """{"definition":{"name":"find_tools","description":"d","steps":[{"value":1}]}}"""),
            Entry("none", """{"definition":{}}"""),
            Entry("torn", """{"definition":{"name":"torn","description":"d","parameters":{"type":"\ud83dx"},"steps":[{"value":1}]}}"""),
            Entry("odd", """{"definition":{"name":"odd","description":5,"steps":5,"listed":"x"}}""")));
        Assert.Contains("good", await served.Client.ListNames());
        Assert.Equal("1", (await served.Client.Call("good")).Text("content/0/text"));
        var rows = (await served.Client.Call("list_composed_tools")).At("structuredContent/tools");
        var available = rows.EnumerateArray().Where(row => !row.At("blueprint").GetBoolean()).Where(row => row.At("available").GetBoolean()).Select(row => row.Text("name"));
        Assert.Equal(["good"], available);
        Assert.All(rows.EnumerateArray().Where(row => !row.At("available").GetBoolean()), row => Assert.NotEmpty(row.At("problems").Texts()));
        var bad = await served.Client.Call("bad");
        Assert.True(bad.At("isError").GetBoolean());
        Assert.Contains("/steps/0/value", bad.Text("content/0/text"), StringComparison.Ordinal);
        Assert.Single((await served.Client.Request("tools/list")).At("tools").Texts("name"), "find_tools");
        await served.Compose("new", """[{"value":1}]""");
        Assert.Contains("$nope", served.Home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_is_no_tool_at_all_is_reported_until_it_is_mended()
    {
        await using var served = await Served.Start(library: Library(Entry("bad", "[1, 2]"), Entry("good", """{"definition":{"name":"good","description":"d","steps":[{"value":1}]}}""")));
        var found = (await served.Client.Call("list_composed_tools")).At("structuredContent");
        Assert.Equal(["good"], found.At("tools").Texts("name"));
        Assert.Contains("\"bad\"", Assert.Single(found.At("problems").Texts()), StringComparison.Ordinal);
        await served.Compose("bad", """[{"value":2}]""", ""","replace":true""");
        Assert.False((await served.Client.Call("list_composed_tools")).At("structuredContent").Has("problems"));
    }

    [Fact]
    public async Task A_cycle_by_hand_does_not_hang()
    {
        await using var served = await Served.Start(library: Library(
            Entry("a", """{"definition":{"name":"a","description":"d","steps":[{"tool":"b"}]},"uses":{"b":""}}"""),
            Entry("b", """{"definition":{"name":"b","description":"d","steps":[{"tool":"a"}]},"uses":{"a":""}}"""),
            Entry("self", """{"definition":{"name":"self","description":"d","steps":[{"tool":"self"}]}}"""),
            Entry("good", """{"definition":{"name":"good","description":"d","steps":[{"value":1}]}}""")));
        Assert.Contains("good", await served.Client.ListNames());
        foreach (var name in (string[])["a", "b", "self"])
            Assert.True((await served.Client.Call(name)).At("isError").GetBoolean());
        var rows = (await served.Client.Call("list_composed_tools")).At("structuredContent/tools");
        Assert.Equal([false, false, true, false], rows.EnumerateArray().Where(row => !row.At("blueprint").GetBoolean()).Select(row => row.At("available").GetBoolean()));
        await served.Compose("b", """[{"value":7}]""", ""","replace":true""");
        Assert.Equal("7", (await served.Client.Call("a")).Text("content/0/text"));
    }

    [Fact]
    public async Task A_chain_of_thousands_does_not_end_the_process()
    {
        var entries = Enumerable.Range(1, 9_990).Select(i => $$$"""
            "t{{{i}}}":{"definition":{"name":"t{{{i}}}","description":"d","steps":[{"tool":"t{{{i - 1}}}"}]} }
            """);
        await using var served = await Served.Start(library: Library([Entry("t0", """{"definition":{"name":"t0","description":"d","steps":[{"value":1}]}}"""), .. entries]));
        Assert.Equal("1", (await served.Client.Call("t5")).Text("content/0/text"));
        Assert.True((await served.Client.Call("t9990")).At("isError").GetBoolean());
        Assert.Equal(9991, (await served.Client.Call("list_composed_tools", """{"limit":1}""")).At("structuredContent/count").GetInt32());
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_keeps_what_the_server_has()
    {
        await using var served = await Served.Start();
        await served.Compose("a", """[{"value":1}]""");
        served.Home.Text = "{ this is no JSON";
        await served.Compose("b", """[{"value":2}]""");
        await Scripted.Until(() => served.Home.Copies.Length == 1, "the damaged file was set aside");
        Assert.Equal("2", (await served.Client.Call("b")).Text("content/0/text"));
        Assert.Equal("1", (await served.Client.Call("a")).Text("content/0/text"));
    }

    private static string Entry(string name, string entry) => $"\"{name}\":{entry}";

    private static string Library(params IEnumerable<string> entries) => $$$"""{"formatVersion":1,"tools":{{{{string.Join(',', entries)}}}}}""";
}

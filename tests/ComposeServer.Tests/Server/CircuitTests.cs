using System.Text.Json;

namespace ComposeServer.Tests.Server;

public sealed class CircuitTests
{
    [Fact]
    public async Task Open_circuits_are_told_by_find_tools_and_the_tools_stay_listed()
    {
        await using var served = await Served.Start(servers: Served.StandIn("s", """{"tools":[{"name":"a"},{"name":"b"}],"calls":{"a":{"result":7},"b":[{"text":"yes"},{"result":7}]}}"""));
        await served.Client.Request("tools/list");
        for (var i = 0; i < 5; i++)
            await served.Client.Call("s__a");
        var tool = await Told(served, "tools", "s__a", "circuit_open");
        Assert.StartsWith("its circuit is open since", tool.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("ready", (await Find(served, "servers", "s")).GetProperty("state").GetString());
        Assert.False((await Find(served, "tools", "s__b")).TryGetProperty("state", out _));

        Assert.False((await served.Client.Call("s__b")).TryGetProperty("isError", out _));
        for (var i = 0; i < 5; i++)
            await served.Client.Call("s__b");
        await served.Client.Call("s__a");
        var refused = await served.Client.Call("s__b");
        Assert.Contains("its circuit is open since", refused.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("s__a", (await served.Client.Request("tools/list")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_circuit_of_a_server_is_its_state()
    {
        await using var served = await Served.Start(servers: Served.StandIn("s", """{"tools":[{"name":"a"}],"calls":{"a":{"result":7}}}"""));
        await served.Client.Request("tools/list");
        for (var i = 0; i < 5; i++)
            await served.Client.Call("s__a");
        var server = await Told(served, "servers", "s", "circuit_open");
        Assert.StartsWith("its circuit is open since", server.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timeouts_of_steps_open_the_circuit_too()
    {
        await using var served = await Served.Start(servers: Served.StandIn("s", """{"tools":[{"name":"a"},{"name":"b"}],"calls":{"a":{"never":true}}}"""));
        await served.Compose("hasty", """[{"tool":"s__a","timeout":"100ms"}]""");
        for (var i = 0; i < 5; i++)
            await served.Client.Call("hasty");
        var refused = await served.Client.Call("hasty");
        Assert.Contains("after 5 failed calls in a row (it did not answer in time)", refused.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.False((await served.Client.Call("s__b")).TryGetProperty("isError", out _));
    }

    private static async Task<JsonElement> Find(Served served, string list, string name) =>
        (await served.Client.Call("find_tools")).GetProperty("structuredContent").GetProperty(list).EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);

    // What upstreams tell reaches the catalog a moment later.
    private static async Task<JsonElement> Told(Served served, string list, string name, string state)
    {
        var end = DateTime.UtcNow + Upstreams.Scripted.Patience;
        while (true)
        {
            var found = await Find(served, list, name);
            if (found.TryGetProperty("state", out var told) && told.GetString() == state)
                return found;
            Assert.True(DateTime.UtcNow < end, $"It was never told: {found}");
            await Task.Delay(10);
        }
    }
}

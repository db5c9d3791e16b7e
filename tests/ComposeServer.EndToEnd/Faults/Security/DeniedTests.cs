using ComposeServer.EndToEnd.Harness;

namespace ComposeServer.EndToEnd.Faults.Security;

/// <summary>A tool that the configuration denies is called by nobody, by no way round.</summary>
public sealed class DeniedTests : IDisposable
{
    private const string Script = """{ "tools": [{ "name": "bad", "inputSchema": { "type": "object" } }, { "name": "good", "inputSchema": { "type": "object" } }], "record": "$RECORD" }""";

    private readonly TestHome _home = new();

    [Fact]
    public async Task It_is_refused_when_composed_by_its_full_name_its_bare_name_and_as_a_fallback()
    {
        _home.WithStandIn("up", Script, "\"deny\":[\"bad\"]");
        await using var client = await Client.Connect(_home);
        foreach (var steps in new[]
        {
            """[{"tool":"up__bad"}]""", """[{"tool":"bad"}]""", """[{"tool":"up__good","onError":{"tool":"up__bad"}}]""", """[{"tool":"up__good","compensate":{"tool":"bad"}}]""",
        })
            Assert.Contains("denied_tool", (await client.Call("dynamic_tool_compose", $$"""{"name":"sly","description":"d","steps":{{steps}}}""")).Bad().Text, StringComparison.Ordinal);
        Assert.DoesNotContain("up__bad", await client.Names());
        Assert.Empty(_home.Calls("up", "bad"));
    }

    [Fact]
    public async Task Tools_that_were_composed_before_it_was_denied_do_not_reach_it_alone_or_through_each_other()
    {
        _home.WithStandIn("up", Script);
        await using (var before = await Client.Connect(_home))
        {
            await before.Compose("""{"name":"direct","description":"d","steps":[{"tool":"up__bad"}]}""");
            await before.Compose("""{"name":"bare","description":"d","steps":[{"tool":"bad"}]}""");
            await before.Compose("""{"name":"through","description":"d","steps":[{"tool":"direct"}]}""");
        }

        _home.WithStandIn("up", Script, "\"deny\":[\"b*\"]");
        await using var client = await Client.Connect(_home);
        foreach (var tool in new[] { "direct", "bare", "through" })
        {
            Assert.True(Refused(await client.Call(tool)), tool);
            Assert.True(Refused(await client.Call("call_composed_tool", $$"""{"name":"{{tool}}"}""")), tool);
        }

        Assert.True(Refused(await client.Call("up__bad")));
        Assert.Empty(_home.Calls("up", "bad"));
    }

    public void Dispose() => _home.Dispose();

    // By a failure that the model reads, or by an error of the protocol.
    private static bool Refused(Answer answer) => !answer.Message.TryGetProperty("result", out var result) || (result.TryGetProperty("isError", out var isError) && isError.GetBoolean());
}

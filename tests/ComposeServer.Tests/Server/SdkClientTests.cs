using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Tests.Server;

/// <summary>The SDK's own client gets every kind of answer without an error of its own.</summary>
public sealed class SdkClientTests
{
    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task It_composes_lists_and_calls(string version)
    {
        await using var served = Served.Prepare();
        await using var client = await McpClient.CreateAsync(
            new StreamClientTransport(served.ToServer, served.FromServer), new McpClientOptions { ProtocolVersion = version });
        foreach (var (name, steps) in (IEnumerable<(string, string)>)[("object", """[{"value":{"a":[1]}}]"""), ("number", """[{"value":1e400}]"""), ("no", """[{"value":false}]"""), ("text", """[{"value":""}]"""), ("nothing", """[{"value":null}]"""), ("fails", """[{"fail":{"message":"no"}}]""")])
            Assert.NotEqual(true, (await client.CallToolAsync("dynamic_tool_compose", new Dictionary<string, object?> { ["name"] = name, ["description"] = "d", ["steps"] = JsonDocument.Parse(steps).RootElement })).IsError);
        var tools = await client.ListToolsAsync();
        Assert.Equal(11, tools.Count);
        Assert.Equal("""{"a":[1]}""", (await client.CallToolAsync("object")).StructuredContent!.Value.GetRawText());
        Assert.Equal("""{"result":1e400}""", (await client.CallToolAsync("number")).StructuredContent!.Value.GetRawText());
        Assert.Equal("""{"result":false}""", (await client.CallToolAsync("no")).StructuredContent!.Value.GetRawText());
        Assert.Equal("", Assert.IsType<TextContentBlock>((await client.CallToolAsync("text")).Content[0]).Text);
        Assert.Equal("""{"result":null}""", (await client.CallToolAsync("nothing")).StructuredContent!.Value.GetRawText());
        Assert.True((await client.CallToolAsync("fails")).IsError);
    }
}

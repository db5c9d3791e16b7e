using System.Collections.Concurrent;
using System.Text.Json;
using ComposeServer.Tests.Library;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Tests.Server.Questions;

/// <summary>The questions as a client sees them that is not ours: the SDK's, over the real program.</summary>
public sealed class SdkClientTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryHome _home = new();

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Two_questions_at_once_reach_the_person_and_their_answers_the_run(string version)
    {
        var asked = new ConcurrentBag<string>();
        var options = new McpClientOptions
        {
            ProtocolVersion = version,
            Handlers = new McpClientHandlers
            {
                ElicitationHandler = (request, _) =>
                {
                    asked.Add(request!.Message);
                    return ValueTask.FromResult(new ElicitResult { Action = "accept", Content = new Dictionary<string, JsonElement> { ["n"] = JsonElement.Parse(request.Message) } });
                },
            },
        };
        await using var client = await McpClient.CreateAsync(Program(), options).WaitAsync(Patience);
        await Call(client, "dynamic_tool_compose", """
            {"name":"two","description":"d","save":false,"mode":"parallel","steps":[{"id":"x","elicit":{"message":"1","schema":{"n":"integer"}}},{"id":"y","elicit":{"message":"2","schema":{"n":"integer"}}},
            {"id":"z","elicit":{"message":"{{ $x.n + $y.n }}","schema":{"n":"integer"}}}],"output":["$x.n","$y.n","$z.n"]}
            """);
        Assert.Equal("[1,2,3]", await Call(client, "two", "{}"));
        Assert.Equal(["1", "2", "3"], asked.Order());
    }

    public void Dispose() => _home.Dispose();

    private StdioClientTransport Program() => new(new StdioClientTransportOptions
    {
        Command = "dotnet",
        Arguments = [Path.Combine(AppContext.BaseDirectory, "ComposeServer.dll"), "--home", _home.Home.Directory],
    });

    private static async Task<string> Call(McpClient client, string tool, string arguments)
    {
        var result = await client.CallToolAsync(tool, JsonElement.Parse(arguments).EnumerateObject().ToDictionary(p => p.Name, object? (p) => p.Value)).AsTask().WaitAsync(Patience);
        var text = Assert.IsType<TextContentBlock>(result.Content[0]).Text;
        Assert.False(result.IsError is true, text);
        return text;
    }
}

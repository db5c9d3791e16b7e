using System.Text.Json;
using ComposeServer.Hosting;
using ComposeServer.Tests.Library;
using ComposeServer.Upstreams;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Hosting;

public sealed class CompositionTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_verb_that_needs_one_server_does_not_forget_what_the_others_listed()
    {
        var script = Path.Combine(_home.Home.Directory, "script.json");
        File.WriteAllText(script, """{"tools":[{"name":"new","inputSchema":{"type":"object"}}]}""");
        var standIn = $$"""{"command":"dotnet","args":[{{Quoted(Path.Combine(AppContext.BaseDirectory, "ComposeServer.StandIn.dll"))}},{{Quoted(script)}}]}""";
        File.WriteAllText(_home.Home.Servers, $$"""{"mcpServers":{"needed": {{standIn}},"other":{{standIn}} } }""");
        File.WriteAllText(_home.Home.Upstreams, """{"formatVersion":1,"servers":{"needed":{"tools":[{"name":"old"}]},"other":{"tools":[{"name":"kept"}]},"gone":{"tools":[{"name":"a"}]}}}""");

        await using (var composition = Composition.Open(new HomeOptions(_home.Home.Directory), server => server.Name == "needed", NullLoggerFactory.Instance, TimeProvider.System))
            await composition.Waits.ForAll(CancellationToken.None);

        var remembered = UpstreamMemory.Load(_home.Home);
        Assert.Equal(["needed", "other"], remembered.Keys);
        Assert.Equal("new", Assert.Single(remembered["needed"]).GetProperty("name").GetString());
        Assert.Equal("kept", Assert.Single(remembered["other"]).GetProperty("name").GetString());
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}

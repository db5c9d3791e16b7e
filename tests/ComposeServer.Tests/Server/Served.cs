using System.IO.Pipelines;
using System.Text.Json;
using ComposeServer.Hosting;
using ComposeServer.Tests.Library;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Server;

/// <summary>The whole program in this process, over two pipes, with a home of its own.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _fromServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly TemporaryHome _home = new();
    private Task _serving = Task.CompletedTask;

    private Served() => Client = new RawClient(ToServer, FromServer);

    internal RawClient Client { get; }

    internal Stream ToServer => _toServer.Writer.AsStream();

    internal Stream FromServer => _fromServer.Reader.AsStream();

    internal TemporaryHome Home => _home;

    /// <summary>Starts it, and a connection to it.</summary>
    /// <param name="settings">What stands in settings.json; null for patience with servers that start slowly on a busy machine.</param>
    /// <param name="servers">What stands in servers.json, between the braces of "servers"; null for none.</param>
    /// <param name="library">What stands in composed-tools.json; null for none.</param>
    /// <param name="modern">Whether the connection is of the era without handshakes.</param>
    internal static async Task<Served> Start(string? settings = null, string? servers = null, string? library = null, bool modern = false)
    {
        var served = Prepare(settings, servers, library);
        await served.Client.Open(modern);
        return served;
    }

    /// <summary>The same, without a client at its streams.</summary>
    internal static Served Prepare(string? settings = null, string? servers = null, string? library = null)
    {
        var served = new Served();
        File.WriteAllText(served._home.Home.Settings, settings ?? """{"startupWait":"20s"}""");
        if (servers is not null)
            File.WriteAllText(served._home.Home.Servers, $$$"""{"servers":{{{{servers}}}}}""");
        if (library is not null)
            served._home.Text = library;
        served._serving = Task.Run(() => ServeHost.RunAsync(
            new HomeOptions(served._home.Home.Directory), LogLevel.None, served._toServer.Reader.AsStream(), served._fromServer.Writer.AsStream(), CancellationToken.None));
        return served;
    }

    /// <summary>An entry of servers.json: the stand-in with a script.</summary>
    internal static string StandIn(string name, string script, string more = "\"timeout\":\"20s\"")
    {
        var path = Path.Combine(Path.GetTempPath(), $"script-{Guid.NewGuid():N}.json");
        File.WriteAllText(path, script);
        var program = Path.Combine(AppContext.BaseDirectory, "ComposeServer.StandIn.dll");
        return $$"""{"{{name}}":{"command":"dotnet","args":["{{program}}","{{path}}"],{{more}} } }"""[1..^1];
    }

    /// <summary>Composes a tool, which must be taken; the answer's object.</summary>
    internal async Task<JsonElement> Compose(string name, string steps, string more = "")
    {
        var answer = await Client.Call("dynamic_tool_compose", $$"""{"name":"{{name}}","description":"Tests {{name}}","steps":{{steps}}{{more}}}""");
        Assert.False(answer.TryGetProperty("isError", out _), answer.ToString());
        return answer.GetProperty("structuredContent");
    }

    /// <summary>Composes a tool, which must be refused; the answer's object.</summary>
    internal async Task<JsonElement> Refused(string arguments)
    {
        var answer = await Client.Call("dynamic_tool_compose", arguments);
        Assert.True(answer.GetProperty("isError").GetBoolean(), answer.ToString());
        return answer.GetProperty("structuredContent");
    }

    public async ValueTask DisposeAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await _serving.WaitAsync(TimeSpan.FromSeconds(20));
        await _fromServer.Writer.CompleteAsync();
        _home.Dispose();
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Configuration;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Upstreams;

namespace ComposeServer.Tests.Upstreams;

/// <summary>Upstreams that are stand-ins with scripts, in a folder of their own, and what the tests ask of them.</summary>
internal sealed class Scripted : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("upstreams-").FullName;
    private UpstreamSet? _set;

    internal LogLines Log { get; } = new();

    internal UpstreamSet Set => _set!;

    internal UpstreamSnapshot this[string server] => Set.Snapshots.Single(snapshot => snapshot.Name == server);

    internal static UpstreamConfiguration Server(string json)
    {
        var file = ServersFile.Parse($$$$"""{"servers":{{{{json}}}}}""", Path.GetTempPath(), _ => null);
        Assert.Empty(file.Problems);
        return Assert.Single(file.Servers);
    }

    /// <summary>A server with this script, and more of its entry in servers.json ("\"timeout\":\"1s\"").</summary>
    internal UpstreamConfiguration Server(string name, string script, string more = "\"disabled\":false")
    {
        var path = Path.Combine(_folder, $"{name}.json");
        File.WriteAllText(path, script.Replace("$RECORD", RecordPath(name)));
        var program = Path.Combine(AppContext.BaseDirectory, "ComposeServer.StandIn.dll");
        return Server($$"""{"{{name}}":{"command":"dotnet","args":["{{program}}","{{path}}"],{{more}} } }""");
    }

    internal void Start(params UpstreamConfiguration[] servers) => Start(TimeProvider.System, [], servers);

    internal void Start(TimeProvider time, Dictionary<string, ImmutableArray<JsonElement>> remembered, params UpstreamConfiguration[] servers)
    {
        _set = new UpstreamSet(servers, remembered, Log, time);
        _set.Start();
    }

    /// <summary>Starts one server called "s" and waits for its first answer.</summary>
    internal async Task<UpstreamSnapshot> StartOne(string script, string more = "\"disabled\":false", TimeProvider? time = null)
    {
        Start(time ?? TimeProvider.System, [], Server("s", script, more));
        return (await Set.FirstAnswer("s", CancellationToken.None).WaitAsync(Patience))!;
    }

    internal Task<ToolResult> Call(string tool, string arguments = "{}", Action<ToolProgress>? progress = null, CancellationToken cancellationToken = default) =>
        this["s"].Tools.Single(t => t.Tool.BareName == tool).Tool
            .Invoke(new ToolCall(JsonText.Parse(arguments), CallContext.Alone with { Progress = progress }), cancellationToken).AsTask();

    internal string[] Record(string server = "s") => File.Exists(RecordPath(server)) ? File.ReadAllLines(RecordPath(server)) : [];

    internal static async Task Until(Func<bool> condition, string what)
    {
        var end = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, $"It never came to it that {what}.");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_set is not null)
            await _set.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string RecordPath(string server) => Path.Combine(_folder, $"{server}.record");
}

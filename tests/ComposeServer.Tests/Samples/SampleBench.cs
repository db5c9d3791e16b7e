using System.Text.Json;
using ComposeServer.BuiltInTools;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;
using ComposeServer.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Samples;

/// <summary>
/// The program with a home and a folder of its own: the real engine and built-in tools, and stand-ins with the schemas of the
/// servers that the samples use.
/// </summary>
internal sealed class SampleBench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _home = RealPath.Of(Directory.CreateTempSubdirectory("samples-").FullName)!;
    private readonly Dictionary<string, string> _servers = [];
    private Composition? _composition;

    internal SampleBench() => Directory.CreateDirectory(Folder);

    /// <summary>What the built-in tools may read.</summary>
    internal string Folder => Path.Combine(_home, "files");

    internal string[] Hosts { get; init; } = [];

    /// <summary>The servers that there are stand-ins for.</summary>
    internal static IEnumerable<string> Servers =>
        Directory.GetFiles(Repository.PathOf("tests", "ComposeServer.Tests", "Samples", "Servers"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!);

    internal void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, name))!);
        File.WriteAllText(Path.Combine(Folder, name), text);
    }

    /// <summary>Adds a stand-in for a server, which answers calls as these replies say.</summary>
    internal void Serve(string server, string calls = "{}")
    {
        var script = Path.Combine(_home, $"{server}.script.json");
        var tools = Repository.Read("tests", "ComposeServer.Tests", "Samples", "Servers", $"{server}.json");
        File.WriteAllText(script, $$"""{"tools":{{tools}},"calls":{{calls}},"record":{{Quoted(RecordOf(server))}} }""");
        var program = Path.Combine(AppContext.BaseDirectory, "ComposeServer.StandIn.dll");
        _servers[server] = $$"""{"command":"dotnet","args":[{{Quoted(program)}},{{Quoted(script)}}]}""";
    }

    /// <summary>The calls that a server has had, in order: tool and arguments.</summary>
    internal string[] CallsOf(string server) =>
    [
        .. from line in File.ReadAllLines(RecordOf(server))
           let message = JsonElement.Parse(line)
           where message.TryGetProperty("method", out var method) && method.ValueEquals("tools/call")
           let call = message.GetProperty("params")
           select $"{call.GetProperty("name").GetString()} {(call.TryGetProperty("arguments", out var arguments) ? ComposeServer.Engine.Json.Value.Of(arguments).ToJson() : "{}")}",
    ];

    internal async Task<PlanResult> Plan(JsonElement definition)
    {
        _composition ??= await Open();
        var catalog = _composition.Live.Current;
        return catalog.Engine.Plan(definition, catalog);
    }

    internal async Task<RunResult> Run(JsonElement definition, string input)
    {
        var planned = await Plan(definition);
        Assert.Empty(planned.Errors);
        var tool = _composition!.Live.Current.Engine.Compile(planned.Plan!);
        return await tool.RunAsync(JsonText.Parse(input), CallContext.Alone, observer: null, CancellationToken.None).AsTask().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_composition is not null)
            await _composition.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private async Task<Composition> Open()
    {
        var hosts = string.Join(',', Hosts.Select(Quoted));
        File.WriteAllText(Path.Combine(_home, "settings.json"), $$"""{"builtIn":{"files":{"roots":[{{Quoted(Folder)}}] },"http":{"hosts":[{{hosts}}] } } }""");
        File.WriteAllText(Path.Combine(_home, "servers.json"), $$"""{"mcpServers":{ {{string.Join(',', _servers.Select(s => $"\"{s.Key}\":{s.Value}"))}} } }""");
        var composition = Composition.Open(new HomeOptions(_home), static _ => true, NullLoggerFactory.Instance, TimeProvider.System);
        await composition.Waits.ForAll(CancellationToken.None);
        Assert.All(composition.Live.Current.Servers, server => Assert.Equal("ready", server.State));
        return composition;
    }

    private string RecordOf(string server) => Path.Combine(_home, $"{server}.record");

    private static string Quoted(string text) => Value.Of(text).ToJson();
}

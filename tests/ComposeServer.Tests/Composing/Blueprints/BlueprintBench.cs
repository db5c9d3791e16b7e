using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ComposeServer.Hosting;
using ComposeServer.Tests.Library;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Composing.Blueprints;

/// <summary>The program with a home of its own and one scripted server, <c>s</c>.</summary>
internal sealed class BlueprintBench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const string ThreeTools = """
        [{"name":"read","annotations":{"readOnlyHint":true},"inputSchema":{"type":"object"}},
         {"name":"write","inputSchema":{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}},
         {"name":"status","annotations":{"readOnlyHint":true},"inputSchema":{"type":"object"}}]
        """;

    private readonly TemporaryHome _home = new();
    private readonly Composition _composition;

    private BlueprintBench(string calls, string tools)
    {
        Directory.CreateDirectory(_home.Home.Directory);
        var script = Path.Combine(_home.Home.Directory, "script.json");
        File.WriteAllText(script, $$"""{"tools":{{tools}},"calls":{{calls}},"record":{{Quoted(Record)}} }""");
        File.WriteAllText(_home.Home.Servers, $$"""{"mcpServers":{"s":{"command":"dotnet","args":[{{Quoted(Path.Combine(AppContext.BaseDirectory, "ComposeServer.StandIn.dll"))}},{{Quoted(script)}}]} } }""");
        _composition = Composition.Open(new HomeOptions(_home.Home.Directory), static _ => true, NullLoggerFactory.Instance, TimeProvider.System);
    }

    internal Composition Composition => _composition;

    internal string LibraryText => _home.Text;

    private string Record => Path.Combine(_home.Home.Directory, "record");

    internal static async Task<BlueprintBench> Open(string calls = "{}", string tools = ThreeTools)
    {
        var bench = new BlueprintBench(calls, tools);
        await bench._composition.Waits.ForAll(CancellationToken.None);
        return bench;
    }

    internal async Task<Value> Compose(string arguments) => (await _composition.Composer.ComposeAsync(JsonText.Parse(arguments), ask: null, CancellationToken.None)).Body;

    /// <summary>Composes what must be valid.</summary>
    internal async Task<Value> Make(string arguments)
    {
        var body = await Compose(arguments);
        Assert.True(body.Get("status").Text() is "created" or "valid" or "replaced", body.ToJson());
        return body;
    }

    /// <summary>The errors of what is refused: path, code, message.</summary>
    internal async Task<string[]> Refused(string arguments)
    {
        var body = await Compose(arguments);
        Assert.Equal("invalid", body.Get("status").Text());
        return [.. List(body.Get("errors")).Select(e => $"{e.Get("path").Text()} {e.Get("code").Text()}")];
    }

    internal async Task<Value> Own(string tool, string arguments) =>
        await _composition.OwnTools.Find(tool)!.Answer(new ToolCall(JsonText.Parse(arguments), CallContext.Alone), isModern: false, CancellationToken.None);

    /// <summary>The row of a composed tool, or of a blueprint that comes with the program.</summary>
    internal async Task<Value> Listed(string name)
    {
        var listed = (await Own("list_composed_tools", $$"""{"name":{{Quoted(name)}},"includeDefinition":true}""")).Get("structuredContent");
        return List(listed.Get("tools")).Concat(List(listed.Get("blueprints"))).Single();
    }

    internal async Task<ToolResult> Run(string tool, string input = "{}", QuestionAction? answer = null)
    {
        var context = answer is { } action
            ? new CallContext { Ask = (_, _) => ValueTask.FromResult(new QuestionAnswer(action, action == QuestionAction.Accept ? Value.EmptyObject : Value.Nothing)) }
            : CallContext.Alone;
        return await _composition.OwnTools.Runner.RunAsync(tool, new ToolCall(JsonText.Parse(input), context), CancellationToken.None).AsTask().WaitAsync(Patience);
    }

    internal async Task<string> Output(string tool, string input = "{}", QuestionAction? answer = null)
    {
        var result = await Run(tool, input, answer);
        Assert.Null(result.Failure);
        return result.Value.ToJson();
    }

    internal string[] Calls() =>
    [
        .. from line in File.ReadAllLines(Record)
           let message = JsonElement.Parse(line)
           where message.TryGetProperty("method", out var method) && method.ValueEquals("tools/call")
           let call = message.GetProperty("params")
           select $"{call.GetProperty("name").GetString()} {call.GetProperty("arguments").GetRawText()}",
    ];

    public async ValueTask DisposeAsync()
    {
        await _composition.DisposeAsync();
        _home.Dispose();
    }

    internal static IEnumerable<Value> List(Value list)
    {
        for (var i = 0; i < list.Count; i++)
            yield return list[i];
    }

    private static string Quoted(string text) => Value.Of(text).ToJson();
}

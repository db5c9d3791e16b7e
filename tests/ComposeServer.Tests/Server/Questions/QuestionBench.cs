using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Hosting;
using ComposeServer.Server;
using ComposeServer.Tests.Library;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Server;

namespace ComposeServer.Tests.Server.Questions;

/// <summary>The server in this process, over pipes, with a client that writes and reads raw messages, and perhaps a recording upstream <c>rec</c>.</summary>
internal sealed class QuestionBench : IAsyncDisposable
{
    internal const string Form = """{"elicitation":{"form":{}}}""";
    internal const string CannotAsk = "{}";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryHome _home = new();
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<JsonElement> _messages = [];
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Composition _composition = null!;
    private Task _running = Task.CompletedTask;
    private bool _isModern;
    private bool _isStopped;
    private int _lastId;

    internal PatientTime Time { get; } = new();

    private string RecordFile => Path.Combine(_home.Home.Directory, "rec.record");

    /// <summary>Starts a server and greets it.</summary>
    /// <param name="modern">Whether 2026-07-28 is spoken, else 2025-11-25.</param>
    /// <param name="capabilities">What the client can do.</param>
    /// <param name="replies">The replies of the upstream's tools <c>a</c>, <c>b</c>, <c>slow</c>; null for no upstream.</param>
    /// <param name="settings">settings.json.</param>
    internal static async Task<QuestionBench> Start(bool modern, string capabilities = Form, string? replies = null, string settings = "{}")
    {
        var bench = new QuestionBench { _isModern = modern };
        await bench.Open(replies, settings);
        if (!modern)
        {
            await bench.AnswerTo(await bench.Send("initialize", $$"""{"protocolVersion":"2025-11-25","capabilities":{{capabilities}},"clientInfo":{"name":"t","version":"1"} }"""));
            await bench.Write("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        }

        return bench;
    }

    /// <summary>Composes a tool that is not saved.</summary>
    internal async Task Compose(string definition)
    {
        var answer = await AnswerTo(await Call("dynamic_tool_compose", definition, CannotAsk));
        Assert.False(IsError(answer), answer.ToString());
    }

    /// <summary>Calls a tool; gives the request's id.</summary>
    internal Task<int> Call(string tool, string arguments = "{}", string capabilities = Form, string more = "", string meta = "") =>
        Send("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}{{more}} }""", capabilities, meta);

    /// <summary>Calls a tool again with what was handed out and answers, both as JSON members.</summary>
    internal Task<int> Return(string tool, string state, string answers, string arguments = "{}", string capabilities = Form, string meta = "") =>
        Call(tool, arguments, capabilities, $$""","requestState":"{{state}}","inputResponses":{{answers}}""", meta);

    internal async Task<int> Send(string method, string parameters, string capabilities = Form, string meta = "")
    {
        var id = Interlocked.Increment(ref _lastId);
        var members = _isModern
            ? $$""" "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{{capabilities}},"io.modelcontextprotocol/clientInfo":{"name":"t","version":"1"}{{(meta.Length > 0 ? "," + meta : "")}} """
            : meta;
        var withMeta = members.Length == 0 ? parameters : $$"""{"_meta":{ {{members}} }{{(parameters == "{}" ? "" : ",")}}{{parameters[1..]}}""";
        await Write($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{withMeta}} }""");
        return id;
    }

    internal async Task Write(string message)
    {
        await _writing.WaitAsync();
        await _toServer.Writer.WriteAsync(Encoding.UTF8.GetBytes(message.ReplaceLineEndings(" ") + "\n"));
        _writing.Release();
    }

    internal Task Cancel(int id) => Write($$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{id}} } }""");

    /// <summary>Answers a request of the server's.</summary>
    internal Task Reply(JsonElement request, string result) => Write($$"""{"jsonrpc":"2.0","id":{{request.GetProperty("id").GetRawText()}},"result":{{result}} }""");

    /// <summary>The answer to a request, the whole message.</summary>
    internal Task<JsonElement> AnswerTo(int id) =>
        Find(message => !message.TryGetProperty("method", out _) && message.GetProperty("id").ValueKind == JsonValueKind.Number && message.GetProperty("id").GetInt32() == id);

    /// <summary>The questions that the server has asked with requests of its own; waits for that many.</summary>
    internal async Task<JsonElement[]> Asked(int count)
    {
        await Find(_ => Requests().Length >= count);
        return Requests();
    }

    /// <summary>Waits for a message.</summary>
    internal async Task<JsonElement> Find(Predicate<JsonElement> isSuch)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var found = _messages.FindIndex(isSuch);
                if (found >= 0)
                    return _messages[found];
                changed = _changed.Task;
            }

            await changed.WaitAsync(Patience);
        }
    }

    internal JsonElement[] Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    /// <summary>The names of the upstream's tools that were called, in order.</summary>
    internal string[] Record() => !File.Exists(RecordFile) ? [] :
    [
        .. from line in File.ReadAllLines(RecordFile)
           let message = JsonElement.Parse(line)
           where message.TryGetProperty("method", out var method) && method.ValueEquals("tools/call")
           select message.GetProperty("params").GetProperty("name").GetString()!,
    ];

    /// <summary>Waits until the upstream's tools have been called so.</summary>
    internal async Task Recorded(params string[] tools)
    {
        using var watch = new CancellationTokenSource(Patience);
        while (!Record().SequenceEqual(tools) && !watch.IsCancellationRequested)
            await Task.Yield();
        Assert.Equal(tools, Record());
    }

    internal static bool IsError(JsonElement answer) => answer.GetProperty("result").TryGetProperty("isError", out var isError) && isError.GetBoolean();

    internal static string TextOf(JsonElement answer) => answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!;

    internal static string StateOf(JsonElement answer)
    {
        Assert.Equal("input_required", answer.GetProperty("result").GetProperty("resultType").GetString());
        return answer.GetProperty("result").GetProperty("requestState").GetString()!;
    }

    internal static string[] KeysOf(JsonElement answer) => [.. answer.GetProperty("result").GetProperty("inputRequests").EnumerateObject().Select(p => p.Name)];

    /// <summary>Ends the server; what it wrote to its home is still there.</summary>
    internal async Task Stop()
    {
        await _stop.CancelAsync();
        await _toServer.Writer.CompleteAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_isStopped)
            await _composition.DisposeAsync();
        _isStopped = true;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _home.Dispose();
        _stop.Dispose();
        _writing.Dispose();
    }

    private async Task Open(string? replies, string settings)
    {
        File.WriteAllText(_home.Home.Settings, settings);
        if (replies is not null)
            AddUpstream(replies);
        _composition = Composition.Open(new HomeOptions(_home.Home.Directory), static _ => true, NullLoggerFactory.Instance, Time);
        await _composition.Waits.ForAll(CancellationToken.None);
        var options = new McpServerOptions();
        var signal = new ListSignal();
        McpSetup.Configure(options, Task.FromResult(_composition), signal, new RequestsInFlight(), NullLoggerFactory.Instance);
        _ = Read();
        _running = Serve(options);
    }

    private async Task Serve(McpServerOptions options)
    {
        await using var transport = new StreamServerTransport(_toServer.Reader.AsStream(), _toClient.Writer.AsStream());
        await using var server = McpServer.Create(transport, options);
        await server.RunAsync(_stop.Token);
    }

    private void AddUpstream(string replies)
    {
        var script = Path.Combine(_home.Home.Directory, "rec.json");
        static string Tool(string name) => $$"""{"name":"{{name}}","description":"d","inputSchema":{"type":"object"} }""";
        File.WriteAllText(script, $$"""{"tools":[{{Tool("a")}},{{Tool("b")}},{{Tool("slow")}}],"calls":{{replies}},"record":{{Quoted(RecordFile)}} }""");
        var program = Path.Combine(AppContext.BaseDirectory, "ComposeServer.StandIn.dll");
        File.WriteAllText(_home.Home.Servers, $$"""{"mcpServers":{"rec":{"command":"dotnet","args":[{{Quoted(program)}},{{Quoted(script)}}],"protocolVersion":"2025-11-25"} } }""");
    }

    private JsonElement[] Requests() => [.. Messages.Where(m => m.TryGetProperty("method", out var method) && method.ValueEquals("elicitation/create"))];

    private async Task Read()
    {
        using var reader = new StreamReader(_toClient.Reader.AsStream());
        while (await reader.ReadLineAsync() is { } line)
            lock (_lock)
            {
                _messages.Add(JsonElement.Parse(line));
                var before = _changed;
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                before.SetResult();
            }
    }

    private static string Quoted(string text) => Value.Of(text).ToJson();
}

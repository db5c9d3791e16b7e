using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using ComposeServer.Engine.Json;

namespace ComposeServer.Tests.Server;

/// <summary>A client that speaks JSON-RPC lines, so that tests see exactly what is sent, and in which order.</summary>
internal sealed class RawClient(Stream toServer, Stream fromServer)
{
    internal const string Modern = "2026-07-28";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _ids;
    private bool _isModern;

    /// <summary>Every message that came, in order: the method of a notification, <c>answer N</c> for an answer.</summary>
    internal ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>The parameters of every progress notification that came.</summary>
    internal ConcurrentQueue<JsonElement> Progress { get; } = new();

    /// <summary>The id of the request that was sent last.</summary>
    internal int LastId => _ids;

    internal async Task Open(bool modern)
    {
        _isModern = modern;
        _ = Task.Run(Listen);
        if (modern)
            return;
        await Request("initialize", """{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");
        await Send("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
    }

    /// <summary>The result of a request, or the whole message when it is an error.</summary>
    internal async Task<JsonElement> Request(string method, string parameters = "{}") => await (await Begin(method, parameters)).WaitAsync(Patience);

    /// <summary>Sends a request; the task is its answer.</summary>
    internal async Task<Task<JsonElement>> Begin(string method, string parameters = "{}")
    {
        var id = Interlocked.Increment(ref _ids);
        var answer = _waiting[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Send($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{(_isModern ? WithMeta(parameters) : parameters)}}}""");
        return answer.Task;
    }

    internal Task<JsonElement> Call(string tool, string arguments = "{}", string more = "") =>
        Request("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}{{more}}}""");

    /// <summary>Sends a line as it is.</summary>
    internal async Task Send(string line)
    {
        await _writing.WaitAsync();
        try
        {
            await toServer.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" ") + "\n"));
            await toServer.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Waits for the next notification that the list has changed.</summary>
    internal async Task ListChanged() => await _changes.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Whether a change of the list has been announced that nobody has waited for.</summary>
    internal bool HasListChanged() => _changes.Reader.TryRead(out _);

    internal async Task<string[]> ListNames()
    {
        var names = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await Request("tools/list", cursor is null ? "{}" : $$"""{"cursor":"{{cursor}}"}""");
            names.AddRange(page.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()!));
            if (!page.TryGetProperty("nextCursor", out var next))
                return [.. names];
            cursor = next.GetString();
        }
    }

    private static string WithMeta(string parameters)
    {
        var given = JsonText.Parse(parameters);
        var meta = new List<Member>();
        foreach (var member in given.Get("_meta").Members())
            meta.Add(member);
        meta.Add(new Member("io.modelcontextprotocol/protocolVersion", Value.Of(Modern)));
        meta.Add(new Member("io.modelcontextprotocol/clientCapabilities", Value.EmptyObject));
        var members = new List<Member>();
        foreach (var member in given.Members())
            if (member.Name != "_meta")
                members.Add(member);
        members.Add(new Member("_meta", Value.Of([.. meta])));
        return Value.Of([.. members]).ToJson();
    }

    private async Task Listen()
    {
        using var reader = new StreamReader(fromServer);
        while (await reader.ReadLineAsync() is { } line)
            Hear(JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 512 }).RootElement);
    }

    private void Hear(JsonElement message)
    {
        if (message.TryGetProperty("method", out var method))
        {
            Heard.Enqueue(method.GetString()!);
            if (method.ValueEquals("notifications/tools/list_changed"))
                _changes.Writer.TryWrite("");
            if (method.ValueEquals("notifications/progress"))
                Progress.Enqueue(message.GetProperty("params"));
            return;
        }

        if (!message.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.Number)
            return;
        Heard.Enqueue($"answer {id.GetInt32()}");
        if (_waiting.TryRemove(id.GetInt32(), out var waiting))
            waiting.TrySetResult(message.TryGetProperty("result", out var result) ? result : message);
    }
}

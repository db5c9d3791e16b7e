using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>A client for many callers at once: each hears the answer to its own call, and nothing is kept of what came.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<Answer>> _waiting = new();
    private int _lastId;

    private Crowd(ProcessStartInfo start) => Process = new LineProcess(start, Hear);

    internal LineProcess Process { get; }

    /// <summary>Answers that nobody waits for: a second one, one to a call that was cancelled.</summary>
    internal ConcurrentQueue<string> Unwanted { get; } = new();

    internal static async Task<Crowd> Connect(TestHome home)
    {
        var crowd = new Crowd(home.Program());
        await crowd.Request("initialize", Client.Capabilities);
        await crowd.Process.WriteLine("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return crowd;
    }

    internal async Task<Answer> Call(string tool, string arguments) =>
        await Request("tools/call", $$"""{"name":{{Json.Quoted(tool)}},"arguments":{{arguments}}}""");

    /// <summary>Begins a call, and cancels it once something else has happened; it must get no answer.</summary>
    internal async Task CallAndCancel(string tool, string arguments, Func<Task> meanwhile)
    {
        var id = Interlocked.Increment(ref _lastId);
        await Send(id, "tools/call", $$"""{"name":{{Json.Quoted(tool)}},"arguments":{{arguments}}}""");
        await meanwhile();
        await Process.WriteLine($$$"""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{{{id}}}}}""");
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private async Task<Answer> Request(string method, string parameters)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _waiting[id] = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Send(id, method, parameters);
        return await answer.Task.WaitAsync(Places.Patience);
    }

    private Task Send(int id, string method, string parameters) => Process.WriteLine($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""");

    private void Hear(JsonElement message)
    {
        if (!Client.IsAnswer(message))
            return;
        if (_waiting.TryRemove(message.GetProperty("id").GetInt32(), out var answer))
            answer.SetResult(new Answer(message, 0));
        else
            Unwanted.Enqueue(message.ToString());
    }
}

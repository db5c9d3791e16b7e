using System.Collections.Concurrent;
using System.Text.Json;

namespace ComposeServer.StandIn;

/// <summary>Answers what comes in as the script says, in the era of the protocol that the first message is of.</summary>
internal sealed class Server(Script script, Output output, Record record)
{
    private const string Modern = "2026-07-28";

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _inFlight = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private readonly ConcurrentDictionary<string, bool> _subscriptions = new();
    private JsonElement[] _tools = script.List("tools");
    private bool _isModern;
    private int _isPastFirstPage;

    internal void Receive(JsonElement message)
    {
        if (script.Flag("silent") || !message.TryGetProperty("method", out var method))
            return;
        var parameters = new Script(message.TryGetProperty("params", out var found) ? found : default);
        if (message.TryGetProperty("id", out var id))
            Answer(id.GetRawText(), method.GetString()!, parameters);
        else if (method.ValueEquals("notifications/cancelled") && _inFlight.TryGetValue(parameters.Get("requestId")?.GetRawText() ?? "", out var call))
            call.Cancel();
    }

    private void Answer(string id, string method, Script parameters)
    {
        var era = script.Text("era") ?? "both";
        switch (method)
        {
            case "initialize" when era == "modern" && script.Flag("silentOnUnknown"):
                break;
            case "initialize" when era == "modern":
                Error(id, -32022, "Unsupported protocol version", $$"""{"supported":["{{Modern}}"]}""");
                break;
            case "initialize":
                Result(id, Initialized(parameters));
                break;
            case "server/discover" when era != "legacy":
                _isModern = true;
                Result(id, $$$"""{"supportedVersions":["{{{Modern}}}"],"capabilities":{"tools":{"listChanged":true}},"ttlMs":0,"cacheScope":"private","resultType":"complete"}""");
                break;
            case "subscriptions/listen" when _isModern:
                _subscriptions[id] = true;
                output.WriteLine($$$"""{"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{{{Tag(id)}}}}""");
                break;
            case "tools/list":
                ListTools(id, parameters);
                break;
            case "tools/call":
                // Noted before the next message is read: that may cancel it.
                var cancellation = _inFlight[id] = new CancellationTokenSource();
                _ = Task.Run(() => Call(id, parameters, cancellation.Token));
                break;
            case "ping":
                Result(id, "{}");
                break;
            default:
                if (!script.Flag("silentOnUnknown"))
                    Error(id, -32601, "Method not found", null);
                break;
        }
    }

    private string Initialized(Script parameters)
    {
        var version = script.Text("protocolVersion") ?? parameters.Text("protocolVersion");
        return $$$"""{"protocolVersion":"{{{version}}}","capabilities":{"tools":{"listChanged":true}},"serverInfo":{"name":"stand-in","version":"1"}}""";
    }

    private void ListTools(string id, Script parameters)
    {
        if (script.Get("listError") is { } error)
        {
            output.WriteLine($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{{{Template.OneLine(error.GetRawText())}}}}""");
            return;
        }

        var tools = _tools;
        var size = script.Number("pageSize") ?? Math.Max(1, tools.Length);
        var from = int.Parse(parameters.Text("cursor") ?? "0");
        var isLast = from + size >= tools.Length;
        var next = script.Text("endlessCursor") ?? (isLast ? null : (from + size).ToString());
        var page = string.Join(',', tools.Skip(from).Take(size).Select(tool => tool.GetRawText()));
        Result(id, $$"""{"tools":[{{Template.OneLine(page)}}]{{(next is null ? "" : $",\"nextCursor\":\"{next}\"")}}}""");
        if (script.Get("afterFirstPage") is { } others && Interlocked.Exchange(ref _isPastFirstPage, 1) == 0)
            Change([.. others.EnumerateArray()]);
    }

    private async Task Call(string id, Script parameters, CancellationToken cancellationToken)
    {
        var tool = parameters.Text("name") ?? "";
        var reply = script.Reply(tool, _calls.AddOrUpdate(tool, 0, (_, before) => before + 1)).For(new Script(parameters.Get("arguments") ?? default));
        try
        {
            var token = new Script(parameters.Get("_meta") ?? default).Get("progressToken")?.GetRawText();
            await Lead(reply, token, reply.Flag("ignoreCancel") ? CancellationToken.None : cancellationToken);
            var answer = Reply.Answer(tool, reply, parameters.Get("arguments")?.GetRawText() ?? "{}", _inFlight.Count - 1);
            Delivery.Send(output, reply, $$"""{"jsonrpc":"2.0","id":{{reply.Get("answerId")?.GetRawText() ?? id}},{{answer}}}""");
        }
        catch (OperationCanceledException)
        {
            record.Add($$"""{"event":"cancelled","id":{{id}}}""");
        }
        finally
        {
            _inFlight.TryRemove(id, out _);
        }
    }

    // What happens before the answer.
    private async Task Lead(Script reply, string? progressToken, CancellationToken cancellationToken)
    {
        foreach (var line in reply.Lines("nonsense"))
            output.WriteLine(line);
        foreach (var line in reply.Lines("stderr"))
            Console.Error.WriteLine(line);
        Delivery.Flood(output, reply, progressToken, cancellationToken);
        foreach (var progress in reply.List("progress"))
        {
            await Task.Delay(reply.Number("progressEveryMs") ?? 0, cancellationToken);
            if (progressToken is not null)
                output.WriteLine($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{progressToken}}},{{{Template.OneLine(progress.GetRawText()).Trim()[1..]}}}}""");
        }

        await Task.Delay(reply.Flag("never") ? Timeout.Infinite : reply.Number("delayMs") ?? 0, cancellationToken);
        if (reply.Number("die") is { } code)
            Environment.Exit(code);
        if (reply.Get("tools") is { } tools)
            Change([.. tools.EnumerateArray()]);
    }

    private void Change(JsonElement[] tools)
    {
        _tools = tools;
        if (!_isModern)
            output.WriteLine("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""");
        foreach (var subscription in _subscriptions.Keys)
            output.WriteLine($$$"""{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{{{Tag(subscription)}}}}""");
    }

    private void Result(string id, string result) => output.WriteLine($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{{{result}}}}""");

    private void Error(string id, int code, string message, string? data) =>
        output.WriteLine($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{code}}},"message":"{{{message}}}"{{{(data is null ? "" : $",\"data\":{data}")}}}}}""");

    private static string Tag(string subscription) => $$$"""{"_meta":{"io.modelcontextprotocol/subscriptionId":{{{subscription}}}}}""";
}

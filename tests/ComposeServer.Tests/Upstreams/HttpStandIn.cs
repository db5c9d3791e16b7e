using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ComposeServer.Tests.Upstreams;

/// <summary>A small MCP server over streamable HTTP, or over server-sent events alone, on a port of its own.</summary>
internal sealed class HttpStandIn : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly bool _sseOnly;
    private readonly bool _modern;
    private StreamWriter? _events;

    internal HttpStandIn(int? port = null, bool sseOnly = false, bool modern = false)
    {
        (Port, _sseOnly, _modern) = (port ?? FreePort(), sseOnly, modern);
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = Accept();
    }

    internal int Port { get; }

    internal string Url => $"http://127.0.0.1:{Port}/mcp";

    /// <summary>The status that every request gets instead of an answer.</summary>
    internal int? Refuse { get; set; }

    /// <summary>Where requests to <see cref="Url"/> are sent on to; null: nowhere.</summary>
    internal string? RedirectTo { get; init; }

    /// <summary>Where a client over server-sent events is told to send its messages.</summary>
    internal string MessagesAt { get; init; } = "/messages";

    /// <summary>The headers that 2026-07-28 wants, of the last call.</summary>
    internal string? CallHeaders { get; private set; }

    internal ConcurrentQueue<(string Method, string Body, string? Key)> Requests { get; } = new();

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Handle(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task Handle(HttpListenerContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            Requests.Enqueue((context.Request.HttpMethod, body, context.Request.Headers["X-Key"]));
            if (Refuse is { } status)
                End(context, status);
            else if (RedirectTo is not null && context.Request.Url!.AbsolutePath == "/mcp")
                Redirect(context, RedirectTo);
            else if (context.Request.HttpMethod == "GET" && _sseOnly)
                await OpenEvents(context);
            else if (context.Request.HttpMethod != "POST" || (_sseOnly && context.Request.Url!.AbsolutePath != "/messages"))
                End(context, 405);
            else
                await Answer(context, JsonDocument.Parse(body).RootElement);
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client hung up.
        }
    }

    private async Task OpenEvents(HttpListenerContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.SendChunked = true;
        _events = new StreamWriter(context.Response.OutputStream, new UTF8Encoding(false)) { AutoFlush = true };
        await _events.WriteAsync($"event: endpoint\ndata: {MessagesAt}\n\n");
    }

    private async Task Answer(HttpListenerContext context, JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id))
        {
            End(context, 202);
            return;
        }

        if (_sseOnly)
        {
            End(context, 202);
            await _events!.WriteAsync($"event: message\ndata: {Reply(id, message)}\n\n");
        }
        else if (message.GetProperty("method").GetString() == "subscriptions/listen")
            await Open(context);
        else if (message.GetProperty("method").GetString() == "tools/call")
            await Stream(context, id, message);
        else
            await Send(context, "application/json", Reply(id, message));
    }

    private static async Task Open(HttpListenerContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.SendChunked = true;
        await context.Response.OutputStream.FlushAsync();
    }

    private async Task Stream(HttpListenerContext context, JsonElement id, JsonElement message)
    {
        if (message.GetProperty("params").GetProperty("name").GetString() == "never")
        {
            await Open(context);
            return;
        }

        var headers = context.Request.Headers;
        CallHeaders = $"{headers["MCP-Protocol-Version"]} {headers["Mcp-Method"]} {headers["Mcp-Name"]} {headers["Mcp-Param-Region"]}";

        var events = string.Concat(Enumerable.Range(1, 3).Select(i =>
            $$$"""data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":{{{id.GetRawText()}}},"progress":{{{i}}} } }""" + "\n\n"));
        await Send(context, "text/event-stream", $"{events}data: {Reply(id, message)}\n\n");
    }

    private string Reply(JsonElement id, JsonElement message) => message.GetProperty("method").GetString() switch
    {
        "initialize" when _modern => Error(id, """{"code":-32022,"message":"no","data":{"supported":["2026-07-28"],"requested":"2025-11-25"} }"""),
        "server/discover" when _modern => Result(id, """{"supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"ttlMs":0,"cacheScope":"private","resultType":"complete"}"""),
        "initialize" => Result(id, """{"protocolVersion":"2025-11-25","capabilities":{"tools":{}},"serverInfo":{"name":"h","version":"1"}}"""),
        "tools/list" => Result(id, """{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"region":{"type":"string","x-mcp-header":"Region"} } } },{"name":"never"}]}"""),
        "tools/call" => Result(id, $$"""{"content":[{"type":"odd"}],"structuredContent":{{message.GetProperty("params").GetProperty("arguments").GetRawText()}},"vendor":1e400}"""),
        _ => Error(id, """{"code":-32601,"message":"no"}"""),
    };

    private static string Error(JsonElement id, string error) => $$"""{"jsonrpc":"2.0","id":{{id.GetRawText()}},"error":{{error}} }""";

    private static string Result(JsonElement id, string result) => $$"""{"jsonrpc":"2.0","id":{{id.GetRawText()}},"result":{{result}} }""";

    private static async Task Send(HttpListenerContext context, string type, string content)
    {
        context.Response.ContentType = type;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(content));
        context.Response.Close();
    }

    private static void Redirect(HttpListenerContext context, string target)
    {
        context.Response.RedirectLocation = target;
        End(context, 307);
    }

    private static void End(HttpListenerContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Close();
    }
}

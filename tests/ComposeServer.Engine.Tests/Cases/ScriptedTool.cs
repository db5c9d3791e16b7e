using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>
/// A tool whose answers are written down: <c>replies</c> holds MCP results, one a call, the last one again and again; without them, or without content, it gives its arguments back.
/// Instead of a result: <c>{"failure": {"kind", "message"}}</c>, <c>{"hangs": true}</c>, <c>{"throws": true}</c>, and with any of them <c>"takes"</c> (seconds, or the argument that
/// holds them) and <c>"deaf": true</c> (it does not see that it is cancelled). Without replies these stand in the tool itself.
/// </summary>
internal sealed class ScriptedTool
{
    private readonly JsonElement[] _replies;
    private readonly CallLog _log;
    private readonly JsonElement _itself;
    private readonly FakeTime _time;
    private int _next;

    internal ScriptedTool(JsonElement script, FakeTime time, CallLog log)
    {
        (_time, _log, _itself) = (time, log, script);
        _replies = script.TryGetProperty("replies", out var replies) ? [.. replies.EnumerateArray()] : [];
        var name = script.GetProperty("name").GetString()!;
        var mark = name.IndexOf("__", StringComparison.Ordinal);
        Tool = new Tool
        {
            Name = name,
            BareName = name[(mark < 0 ? 0 : mark + 2)..],
            Server = mark < 0 ? "local" : name[..mark],
            InputSchema = script.TryGetProperty("inputSchema", out var input) ? input : JsonText.Parse("""{"type":"object"}""").ToElement(),
            OutputSchema = script.TryGetProperty("outputSchema", out var output) ? output : default,
            Annotations = script.TryGetProperty("annotations", out var hints) ? Hints(hints) : ToolAnnotations.Silent,
            Invoke = Call,
        };
    }

    internal Tool Tool { get; }

    private static ToolAnnotations Hints(JsonElement hints) => new()
    {
        ReadOnly = Hint(hints, "readOnlyHint"),
        Destructive = Hint(hints, "destructiveHint"),
        Idempotent = Hint(hints, "idempotentHint"),
        OpenWorld = Hint(hints, "openWorldHint"),
    };

    private static bool? Hint(JsonElement hints, string name) => hints.TryGetProperty(name, out var hint) ? hint.GetBoolean() : null;

    private async ValueTask<ToolResult> Call(ToolCall call, CancellationToken cancellationToken)
    {
        _log.Calls.Add($"{Tool.Name} {Canonical.Of(call.Arguments)}");
        var label = call.Arguments.Get("n") is { IsNothing: false } number ? $"{Tool.BareName} {number.ToJson()}" : Tool.BareName;
        _log.Start(label);
        var isCancelled = true;
        try
        {
            var result = await Answer(call, cancellationToken);
            isCancelled = false;
            return result;
        }
        finally
        {
            _log.End(label, isCancelled);
        }
    }

    private async ValueTask<ToolResult> Answer(ToolCall call, CancellationToken cancellationToken)
    {
        var reply = _replies.Length == 0 ? _itself : _replies[Math.Min(_next++, _replies.Length - 1)];
        var heard = reply.TryGetProperty("deaf", out _) ? CancellationToken.None : cancellationToken;
        if (reply.TryGetProperty("takes", out var seconds))
            await Task.Delay(TimeSpan.FromSeconds(Seconds(seconds, call)), _time, heard);
        if (reply.TryGetProperty("hangs", out _))
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, heard);
        heard.ThrowIfCancellationRequested();
        if (reply.TryGetProperty("throws", out _))
            throw new InvalidOperationException("A fault of the tool's code");
        if (reply.TryGetProperty("failure", out var failure))
            return ToolResult.Failed(Enum.Parse<FailureKind>(failure.GetProperty("kind").GetString()!), failure.GetProperty("message").GetString()!);
        return reply.TryGetProperty("content", out _) || reply.TryGetProperty("structuredContent", out _) ? ToolResult.FromMcp(reply) : ToolResult.Of(call.Arguments);
    }

    // Seconds, or the name of the argument that gives them, if that is a number.
    private static double Seconds(JsonElement takes, ToolCall call) =>
        takes.ValueKind == JsonValueKind.Number ? takes.GetDouble()
        : double.TryParse(call.Arguments.Get(takes.GetString()!).ToString(), System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? Math.Clamp(seconds, 0, 1e6)
        : 0;
}

using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Tests.Cases;

/// <summary>
/// A tool whose answers are written down: <c>replies</c> holds MCP results, one a call, the last one again and again; without them it gives its arguments back.
/// Instead of a result: <c>{"failure": {"kind", "message"}}</c>, <c>{"hangs": true}</c>, and with any of them <c>"takes": seconds</c> and <c>"deaf": true</c> (it does not see that it is cancelled).
/// </summary>
internal sealed class ScriptedTool
{
    private readonly JsonElement[] _replies;
    private readonly List<string> _calls;
    private readonly FakeTime _time;
    private int _next;

    internal ScriptedTool(JsonElement script, FakeTime time, List<string> calls)
    {
        (_time, _calls) = (time, calls);
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
        _calls.Add($"{Tool.Name} {Canonical.Of(call.Arguments)}");
        if (_replies.Length == 0)
            return ToolResult.Of(call.Arguments);
        var reply = _replies[Math.Min(_next++, _replies.Length - 1)];
        if (reply.TryGetProperty("takes", out var seconds))
            _time.Advance(TimeSpan.FromSeconds(seconds.GetDouble()));
        if (reply.TryGetProperty("hangs", out _))
            await Hang(cancellationToken);
        if (!reply.TryGetProperty("deaf", out _))
            cancellationToken.ThrowIfCancellationRequested();
        return reply.TryGetProperty("failure", out var failure)
            ? ToolResult.Failed(Enum.Parse<FailureKind>(failure.GetProperty("kind").GetString()!), failure.GetProperty("message").GetString()!)
            : ToolResult.FromMcp(reply);
    }

    private async Task Hang(CancellationToken cancellationToken)
    {
        _time.AdvanceToNext();
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}

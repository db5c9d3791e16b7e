using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Server;

/// <summary>The trace that a request is part of, in its <c>_meta</c> (MCP 2026-07-28, basic: <c>traceparent</c> and <c>tracestate</c> of W3C Trace Context).</summary>
internal static class TraceMeta
{
    /// <summary>As much of a <c>tracestate</c> as has to be passed on (W3C Trace Context, 3.3.1.5).</summary>
    private const int LongestState = 512;

    /// <summary>Reads it; null when there is none, or what stands there is none.</summary>
    internal static TraceContext? Read(JsonObject? meta)
    {
        if (meta is null || TextOf(meta, "traceparent") is not { } parent)
            return null;
        var state = TextOf(meta, "tracestate") is { Length: > 0 and <= LongestState } text ? text : null;
        return ActivityContext.TryParse(parent, state, isRemote: true, out _) ? new TraceContext(parent, state) : null;
    }

    private static string? TextOf(JsonObject meta, string name) =>
        meta.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}

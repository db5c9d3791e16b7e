namespace ComposeServer.Engine.Tools;

/// <summary>The trace that a call is part of, as W3C Trace Context writes it; the engine only hands it on.</summary>
/// <param name="Parent">The <c>traceparent</c>.</param>
/// <param name="State">The <c>tracestate</c>; null when there is none.</param>
internal sealed record TraceContext(string Parent, string? State);

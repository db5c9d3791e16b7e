using System.Buffers;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;
using ModelContextProtocol.Protocol;

namespace ComposeServer.Upstreams;

/// <summary>Writes a request as a line, with its parameters as they are.</summary>
internal static class RequestLine
{
    // What nests deeper, most servers cannot read, and some say nothing then.
    private static readonly JsonWriterOptions Compact = new() { Encoder = PlainJsonEncoder.Instance, SkipValidation = true, MaxDepth = JsonText.MaxDepth };

    /// <param name="id">The id of the request; the progress of a call is told under it, too.</param>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters, without <c>_meta</c>.</param>
    /// <param name="trace">The trace that it is part of; null for none.</param>
    /// <param name="isModern">Whether requests tell their version and who asks.</param>
    /// <exception cref="InvalidOperationException">They nest too deep.</exception>
    internal static ReadOnlyMemory<byte> Of(long id, string method, Member[] parameters, TraceContext? trace, bool isModern)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WriteNumber("id"u8, id);
            writer.WriteString("method"u8, method);
            writer.WriteStartObject("params"u8);
            foreach (var member in parameters)
            {
                writer.WritePropertyName(member.Name);
                member.Value.WriteTo(writer);
            }

            if (isModern || method == RequestMethods.ToolsCall)
                WriteMeta(writer, method == RequestMethods.ToolsCall ? id : null, trace, isModern);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static void WriteMeta(Utf8JsonWriter writer, long? progressToken, TraceContext? trace, bool isModern)
    {
        writer.WriteStartObject("_meta"u8);
        if (progressToken is { } token)
            writer.WriteNumber("progressToken"u8, token);
        if (trace is not null)
            writer.WriteString("traceparent"u8, trace.Parent);
        if (trace?.State is { } state)
            writer.WriteString("tracestate"u8, state);
        if (isModern)
            WriteWhoAsks(writer);
        writer.WriteEndObject();
    }

    private static void WriteWhoAsks(Utf8JsonWriter writer)
    {
        writer.WriteString("io.modelcontextprotocol/protocolVersion"u8, Connection.Modern);
        writer.WriteStartObject("io.modelcontextprotocol/clientInfo"u8);
        writer.WriteString("name"u8, Connection.Us.Name);
        writer.WriteString("version"u8, Connection.Us.Version);
        writer.WriteEndObject();
        // No capabilities: nobody here answers questions to people or models.
        writer.WriteStartObject("io.modelcontextprotocol/clientCapabilities"u8);
        writer.WriteEndObject();
    }
}

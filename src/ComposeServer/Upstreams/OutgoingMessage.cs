using System.Buffers;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Upstreams;

/// <summary>Writes JSON-RPC 2.0 messages, one line each.</summary>
internal static class OutgoingMessage
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = PlainJsonEncoder.Instance, SkipValidation = true };

    /// <summary>A request whose progress token is its id.</summary>
    internal static byte[] Request(long id, string method, Action<Utf8JsonWriter> parameters, string? version) => Write(writer =>
    {
        writer.WriteNumber("id", id);
        writer.WriteString("method", method);
        writer.WriteStartObject("params");
        parameters(writer);
        writer.WriteStartObject("_meta");
        if (method == "tools/call")
            writer.WriteNumber("progressToken", id);
        if (version is not null)
            WriteVersion(writer, version);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    internal static byte[] Notification(string method, Action<Utf8JsonWriter>? parameters) => Write(writer =>
    {
        writer.WriteString("method", method);
        if (parameters is null)
            return;
        writer.WriteStartObject("params");
        parameters(writer);
        writer.WriteEndObject();
    });

    /// <summary>The reply to a request of the upstream: pings are answered, nothing else is offered.</summary>
    internal static byte[] Reply(JsonElement id, bool isPing) => Write(writer =>
    {
        writer.WritePropertyName("id");
        id.WriteTo(writer);
        writer.WriteStartObject(isPing ? "result" : "error");
        if (!isPing)
        {
            writer.WriteNumber("code", -32601);
            writer.WriteString("message", "Method not found");
        }

        writer.WriteEndObject();
    });

    internal static void WriteCancelled(Utf8JsonWriter writer, long id, Answer.Outcome outcome)
    {
        writer.WriteNumber("requestId", id);
        writer.WriteString("reason", outcome == Answer.Outcome.TimedOut ? "timeout" : "cancelled by the caller");
    }

    internal static void WriteClient(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteString("name", "compose-server");
        writer.WriteString("version", typeof(OutgoingMessage).Assembly.GetName().Version?.ToString(3));
        writer.WriteEndObject();
    }

    // MCP 2026-07-28, base protocol: the version, the client and its capabilities (we offer none) are told with every request.
    private static void WriteVersion(Utf8JsonWriter writer, string version)
    {
        writer.WriteString("io.modelcontextprotocol/protocolVersion", version);
        WriteClient(writer, "io.modelcontextprotocol/clientInfo");
        writer.WriteStartObject("io.modelcontextprotocol/clientCapabilities");
        writer.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Engine.Json;

namespace ComposeServer.Upstreams;

/// <summary>Turns a result, as the SDK gives it, into the form in which values are kept here.</summary>
internal static class ResultJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = PlainJsonEncoder.Instance, SkipValidation = true };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = JsonText.MaxDepth, AllowDuplicateProperties = false };

    private const int LargestKept = 1 << 20;

    private static readonly JsonElement Null = JsonElement.Parse("null"u8);

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    internal static Answer Read(JsonNode? result)
    {
        if (result is null)
            return Answer.Of(Null, sound: true);
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        if (buffer.Capacity > LargestKept)
            _buffer = null;
        Write(result, buffer);
        try
        {
            // The element has a copy of its own.
            return Answer.Of(JsonElement.Parse(buffer.WrittenSpan, Strict), sound: true);
        }
        catch (JsonException)
        {
            // Some object in it names something twice.
            return Answer.Of(JsonElement.Parse(buffer.WrittenSpan), sound: false);
        }
    }

    private static void Write(JsonNode result, ArrayBufferWriter<byte> buffer)
    {
        using var writer = new Utf8JsonWriter(buffer, Compact);
        try
        {
            result.WriteTo(writer);
        }
        catch (InvalidOperationException)
        {
            // It holds halves of surrogate pairs, which the framework does not write.
            writer.Reset();
            buffer.ResetWrittenCount();
            Write(result, writer);
        }
    }

    private static void Write(JsonNode? node, Utf8JsonWriter writer)
    {
        if (node is JsonObject members)
        {
            writer.WriteStartObject();
            foreach (var (name, member) in members)
            {
                writer.WritePropertyName(name);
                Write(member, writer);
            }

            writer.WriteEndObject();
        }
        else if (node is JsonArray items)
        {
            writer.WriteStartArray();
            foreach (var item in items)
                Write(item, writer);
            writer.WriteEndArray();
        }
        else if (node is null)
            writer.WriteNullValue();
        else
            JsonText.Write(node.GetValue<JsonElement>(), writer);
    }
}

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

    private static readonly JsonElement Null = JsonText.Parse("null").ToElement();

    internal static Answer Read(JsonNode? result)
    {
        if (result is null)
            return Answer.Of(Null, sound: true);
        var utf8 = Written(result);
        try
        {
            // The document is not disposed: its element lives on as a value, and the buffer is its own.
            return Answer.Of(JsonDocument.Parse(utf8, Strict).RootElement, sound: true);
        }
        catch (JsonException)
        {
            // Some object in it names something twice.
            return Answer.Of(JsonDocument.Parse(utf8).RootElement, sound: false);
        }
    }

    private static ReadOnlyMemory<byte> Written(JsonNode result)
    {
        var buffer = new ArrayBufferWriter<byte>();
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

        writer.Flush();
        return buffer.WrittenMemory;
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

using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ComposeServer.Engine.Json;

internal readonly partial struct Value
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = PlainJsonEncoder.Instance, SkipValidation = true };

    /// <summary>Writes the value as JSON; Nothing writes <c>null</c>. Numbers keep their spelling.</summary>
    internal void WriteTo(Utf8JsonWriter writer)
    {
        switch (_built)
        {
            case null when _element.ValueKind == JsonValueKind.Undefined: writer.WriteNullValue(); break;
            case string text when _element.ValueKind == JsonValueKind.Undefined: writer.WriteStringValue(text); break;
            case Value[] items: WriteList(writer, items); break;
            case Member[] members: WriteObject(writer, members); break;
            case BuiltNumber number: writer.WriteRawValue(number.Spelling, skipInputValidation: true); break;
            default: JsonText.Write(_element, writer); break;
        }
    }

    /// <summary>The value where a text is wanted: a text, and what was parsed from one, as it is; anything else as compact JSON.</summary>
    internal string ToPlainText() => IsText ? Text() : SourceText ?? ToJson();

    /// <summary>The value as compact JSON.</summary>
    internal string ToJson() => Encoding.UTF8.GetString(ToUtf8().WrittenSpan);

    /// <summary>The value as compact JSON in UTF-8.</summary>
    internal ArrayBufferWriter<byte> ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, Compact);
        WriteTo(writer);
        writer.Flush();
        return buffer;
    }

    /// <summary>The value as one element; itself when it already is one. Nothing gives <c>null</c>.</summary>
    internal JsonElement ToElement()
    {
        if (_element.ValueKind != JsonValueKind.Undefined)
            return _element;
        var reader = new Utf8JsonReader(ToUtf8().WrittenSpan, JsonText.DeepReader);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Compact JSON, for tests and debuggers.</summary>
    public override string ToString() => IsNothing ? "Nothing" : ToJson();

    private static void WriteList(Utf8JsonWriter writer, Value[] items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            item.WriteTo(writer);
        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, Member[] members)
    {
        writer.WriteStartObject();
        foreach (var member in members)
        {
            writer.WritePropertyName(member.Name);
            member.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}

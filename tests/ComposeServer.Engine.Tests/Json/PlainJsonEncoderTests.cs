using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Tests.Json;

public sealed class PlainJsonEncoderTests
{
    public static TheoryData<string, string> Texts => new()
    {
        { "", "" },
        { "plain é 😀 <&>'", "plain é 😀 <&>'" },
        { "\"\\\n\r\t\b\f\u0001\u001f", "\\\"\\\\\\n\\r\\t\\b\\f\\u0001\\u001f" },
        { "a\"b😀\"c", "a\\\"b😀\\\"c" },
        { "\u2028\u007f", "\u2028\u007f" },
        { "x\ud800y\"", "x\ufffdy\\\"" },
        { "\udc00", "\ufffd" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Escapes_only_what_json_demands(string text, string written)
    {
        Assert.Equal($"\"{written}\"", Value.Of(text).ToJson());
        // The same out of a document, which takes the way of UTF-8.
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))));
        Assert.Equal($"\"{written}\"", Value.Of(document.RootElement).ToJson());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_replaced()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = PlainJsonEncoder.Instance }))
            writer.WriteStringValue([(byte)'a', 0xff, (byte)'"']);
        Assert.Equal("\"a\ufffd\\\"\"", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ComposeServer.EndToEnd.Harness;

/// <summary>JSON as the tests read and compare it: numbers as they are spelled, texts by what they say.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    internal static JsonElement Parse(string json) => JsonDocument.Parse(json, Deep).RootElement;

    /// <summary>A text as JSON.</summary>
    internal static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>One spelling for all escapes and white space; members in their order, numbers as they came.</summary>
    internal static string Exact(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1_000 }))
            value.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    internal static string Exact(string json) => Exact(Parse(json));
}

using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Cli;

/// <summary>JSON for people.</summary>
internal static class IndentedJson
{
    internal static string Of(Value value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = PlainJsonEncoder.Instance, SkipValidation = true, MaxDepth = 1024 }))
            value.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

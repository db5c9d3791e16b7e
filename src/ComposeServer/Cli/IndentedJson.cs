using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Cli;

/// <summary>JSON as a person reads it.</summary>
internal static class IndentedJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = PlainJsonEncoder.Instance, SkipValidation = true, MaxDepth = 1024 };

    internal static string Of(Value value)
    {
        using var buffer = new MemoryStream();
        // A number that was worked out is written raw, to which the writer gives no line of its own; one that was parsed has one.
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            Value.Of(value.ToElement()).WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>Values as text.</summary>
internal static class TextOf
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = PlainJsonEncoder.Instance, SkipValidation = true };

    /// <summary>A text, and what was parsed from a text, as it is; anything else as compact JSON.</summary>
    internal static string Any(Value value) => value.IsText ? value.Text() : value.SourceText ?? Json(value);

    /// <summary>Compact JSON, written anew.</summary>
    /// <exception cref="EvaluationException">It is over 8 MiB.</exception>
    internal static string Json(Value value)
    {
        var buffer = new BoundedBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
            value.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.Written);
    }
}

using System.Text.Json;

namespace ComposeServer.Engine.Json;

/// <summary>Reading JSON documents within bounds, and the strings in them without surprises.</summary>
internal static class JsonText
{
    /// <summary>How deep a document may nest (section 11 of the contract).</summary>
    internal const int MaxDepth = 64;

    /// <summary>For JSON that was written here, whose depth is already bounded.</summary>
    internal static readonly JsonReaderOptions DeepReader = new() { MaxDepth = 1024 };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses a document of at most 64 levels with distinct names; false when it is not one.</summary>
    internal static bool TryParse(ReadOnlyMemory<byte> utf8, out JsonElement element)
    {
        try
        {
            // The document is not disposed: its element lives on as a value, and the buffer is its own.
            element = JsonDocument.Parse(utf8, Strict).RootElement;
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            element = default;
            return false;
        }
    }

    /// <inheritdoc cref="TryParse(ReadOnlyMemory{byte}, out JsonElement)"/>
    internal static bool TryParse(string text, out JsonElement element)
    {
        try
        {
            element = JsonDocument.Parse(text, Strict).RootElement;
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            element = default;
            return false;
        }
    }

    /// <summary>Parses JSON that is known to be good, such as a literal in the source.</summary>
    internal static Value Parse(string json) => Value.Of(JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1024 }).RootElement);

    internal static string StringOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogates.Decode(text.GetRawText());
        }
    }

    internal static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            var raw = property.ToString();
            return LoneSurrogates.Decode(raw[..(raw.Length - property.Value.GetRawText().Length)].TrimEnd().TrimEnd(':').TrimEnd());
        }
    }

    internal static bool TryGet(JsonElement element, string name, out JsonElement found)
    {
        try
        {
            return element.TryGetProperty(name, out found);
        }
        catch (InvalidOperationException)
        {
            return TryGetRead(element, name, out found);
        }
    }

    /// <param name="element">An object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="utf8">The same in UTF-8, so that it is not translated once more.</param>
    /// <param name="found">Its value.</param>
    internal static bool TryGet(JsonElement element, string name, ReadOnlySpan<byte> utf8, out JsonElement found)
    {
        try
        {
            return element.TryGetProperty(utf8, out found);
        }
        catch (InvalidOperationException)
        {
            return TryGetRead(element, name, out found);
        }
    }

    // Some name in the object is no text: they are compared as they read.
    private static bool TryGetRead(JsonElement element, string name, out JsonElement found)
    {
        found = element.EnumerateObject().LastOrDefault(p => NameOf(p) == name).Value;
        return found.ValueKind != JsonValueKind.Undefined;
    }

    internal static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        if (LoneSurrogates.Possible(element))
            LoneSurrogates.Write(element, writer);
        else
            element.WriteTo(writer);
    }
}

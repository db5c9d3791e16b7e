using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Upstreams;

/// <summary>A JSON-RPC message that came in.</summary>
/// <param name="Message">The message, an object.</param>
/// <param name="Sound">Whether values in it nest at most 64 deep and no object names a member twice.</param>
internal readonly record struct IncomingMessage(JsonElement Message, bool Sound)
{
    // A value lies two levels deep in its message: in the result, and there in the structured content.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = JsonText.MaxDepth + 2, AllowDuplicateProperties = false };

    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 4096 };

    /// <summary>Reads a message; null when the text is none. The bytes become part of it.</summary>
    internal static IncomingMessage? Read(ReadOnlyMemory<byte> utf8)
    {
        var strict = Parsed(utf8, Strict);
        var message = strict ?? Parsed(utf8, Lenient);
        return message is { ValueKind: JsonValueKind.Object } found ? new IncomingMessage(found, strict is not null) : null;
    }

    private static JsonElement? Parsed(ReadOnlyMemory<byte> utf8, JsonDocumentOptions options)
    {
        try
        {
            return JsonDocument.Parse(utf8, options).RootElement;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

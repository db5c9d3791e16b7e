using System.Text.Json;

namespace ComposeServer.Configuration;

/// <summary>JSON as people write it into configuration files: with comments and trailing commas.</summary>
internal static class LenientJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The document, or null and a problem; an empty text is an empty object.</summary>
    internal static JsonDocument? Parse(string text, Problems problems)
    {
        try
        {
            return JsonDocument.Parse(string.IsNullOrWhiteSpace(text) ? "{}" : text.TrimStart('\ufeff'), Lenient);
        }
        catch (JsonException e)
        {
            // The exception's own message quotes the text, which may be a secret.
            problems.Error("", $"This is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
            return null;
        }
    }
}

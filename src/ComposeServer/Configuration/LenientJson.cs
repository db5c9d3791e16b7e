using System.Text.Json;

namespace ComposeServer.Configuration;

/// <summary>JSON as people write it into configuration files: with comments and trailing commas.</summary>
internal static class LenientJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The document, in which every name and text can be read, or null and a problem; an empty text is an empty object.</summary>
    internal static JsonDocument? Parse(string text, Problems problems)
    {
        try
        {
            var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(text) ? "{}" : text.TrimStart('\ufeff'), Lenient);
            if (PlaceOfNoText(document.RootElement, "") is not { } place)
                return document;
            document.Dispose();
            problems.Error(place, "holds half of a surrogate pair (like \\ud800 alone), which is no text, or \\u0000, which no path, argument or header can hold.");
        }
        catch (JsonException e)
        {
            // The exception's own message quotes the text, which may be a secret.
            problems.Error("", $"This is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }

        return null;
    }

    /// <summary>Where a text stands, or an object with a name, that JSON can spell and nobody else can have; null where there is none.</summary>
    private static string? PlaceOfNoText(JsonElement value, string place)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!.Contains('\0') ? place : null,
                JsonValueKind.Array => value.EnumerateArray().Select((item, i) => PlaceOfNoText(item, $"{place}/{i}")).FirstOrDefault(found => found is not null),
                JsonValueKind.Object => value.EnumerateObject().Select(member => PlaceOfNoText(member, place)).FirstOrDefault(found => found is not null),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return place;
        }
    }

    private static string? PlaceOfNoText(JsonProperty member, string place) =>
        member.Name.Contains('\0') ? place : PlaceOfNoText(member.Value, Problems.Pointer(place, member.Name));
}

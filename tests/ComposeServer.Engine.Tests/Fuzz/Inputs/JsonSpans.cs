using System.Text.Json;

namespace ComposeServer.Engine.Tests.Fuzz.Inputs;

/// <summary>Finds every value of a document by its place in the bytes.</summary>
internal static class JsonSpans
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1_000 };

    /// <summary>The values, outer ones before those in them; none where the bytes are no JSON.</summary>
    internal static List<JsonSpan> Of(ReadOnlySpan<byte> utf8)
    {
        var spans = new List<JsonSpan>();
        try
        {
            Read(utf8, spans);
            return spans;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static void Read(ReadOnlySpan<byte> utf8, List<JsonSpan> spans)
    {
        var reader = new Utf8JsonReader(utf8, Deep);
        var open = new Stack<int>();
        var name = -1;
        while (reader.Read())
        {
            var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = start;
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                var place = open.Pop();
                spans[place] = spans[place] with { End = end };
                continue;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(spans.Count);
            spans.Add(new JsonSpan(name < 0 ? start : name, start, end));
            name = -1;
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas.Dialects;

/// <summary>The schemas of schemas, which are here so that nothing need be fetched.</summary>
internal static class Metaschemas
{
    private static readonly ConcurrentDictionary<string, JsonElement> Parsed = new(StringComparer.Ordinal);

    /// <summary>A metaschema by its address without fragment; null when it is none.</summary>
    internal static JsonElement? Find(string address)
    {
        if (Parsed.TryGetValue(address, out var known))
            return known;
        return Text(address) is { } text ? Parsed.GetOrAdd(address, JsonText.Parse(text).ToElement()) : null;
    }

    private static string? Text(string address) => address switch
    {
        "http://json-schema.org/draft-04/schema" => Metaschema04.Text,
        "http://json-schema.org/draft-06/schema" => Metaschema06.Text,
        "http://json-schema.org/draft-07/schema" => Metaschema07.Text,
        _ => Metaschema201909.Find(address) ?? Metaschema202012.Find(address),
    };
}

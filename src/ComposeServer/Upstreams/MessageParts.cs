using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Upstreams;

/// <summary>Reads parts of incoming messages, tolerantly.</summary>
internal static class MessageParts
{
    internal static ToolProgress ProgressOf(JsonObject parameters) =>
        new(Number(Member(parameters, "progress")) ?? 0, Number(Member(parameters, "total")), TextOf(parameters, "message"));

    /// <summary>One of our ids, which are numbers; some servers give them back as texts.</summary>
    internal static bool TryId(JsonElement id, out long number)
    {
        number = 0;
        return id.ValueKind switch
        {
            JsonValueKind.Number => id.TryGetInt64(out number),
            JsonValueKind.String => long.TryParse(JsonText.StringOf(id), NumberStyles.None, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    /// <summary>A member that is neither an object nor a list; undefined when there is none.</summary>
    internal static JsonElement Member(JsonObject parameters, string name) =>
        parameters.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue<JsonElement>(out var element) ? element : default;

    internal static string? TextOf(JsonObject parameters, string name) =>
        Member(parameters, name) is { ValueKind: JsonValueKind.String } text ? JsonText.StringOf(text) : null;

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;
}

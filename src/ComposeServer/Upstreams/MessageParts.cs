using System.Globalization;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Upstreams;

/// <summary>Reads parts of incoming messages, tolerantly.</summary>
internal static class MessageParts
{
    internal static Answer ErrorOf(JsonElement error) =>
        Answer.Error(CodeOf(error), TextOf(error, "message") ?? "the server gave an error without a message");

    internal static ToolProgress ProgressOf(JsonElement parameters) =>
        new(Number(parameters, "progress") ?? 0, Number(parameters, "total"), TextOf(parameters, "message"));

    /// <summary>One of our ids, which are numbers; some servers give them back as texts.</summary>
    internal static bool TryId(JsonElement id, out long number)
    {
        number = 0;
        return id.ValueKind switch
        {
            JsonValueKind.Number => id.TryGetInt64(out number),
            JsonValueKind.String => long.TryParse(id.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    private static int CodeOf(JsonElement error) =>
        error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number : 0;

    private static double? Number(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;

    private static string? TextOf(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? JsonText.StringOf(value) : null;
}

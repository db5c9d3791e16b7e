using System.Runtime.InteropServices;
using System.Text.Json;

namespace ComposeServer.Engine.Json;

internal readonly partial struct Value
{
    /// <summary>Whether lists and objects nest deeper than this many levels in the value.</summary>
    internal bool IsDeeperThan(int levels)
    {
        switch (_built)
        {
            case Value[] items:
                foreach (var item in items)
                    if (levels == 0 || item.IsDeeperThan(levels - 1))
                        return true;
                return levels == 0;
            case Member[] members:
                foreach (var member in members)
                    if (levels == 0 || member.Value.IsDeeperThan(levels - 1))
                        return true;
                return levels == 0;
            default:
                return _element.ValueKind is JsonValueKind.Array or JsonValueKind.Object && IsDeeperThan(_element, levels);
        }
    }

    // A document of so many bytes cannot hold more levels than half of them.
    private static bool IsDeeperThan(JsonElement element, int levels)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (raw.Length <= levels * 2)
            return false;
        var reader = new Utf8JsonReader(raw, JsonText.DeepReader);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && reader.CurrentDepth >= levels)
                return true;
        return false;
    }
}

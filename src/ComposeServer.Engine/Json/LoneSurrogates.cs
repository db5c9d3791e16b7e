using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ComposeServer.Engine.Json;

/// <summary>Halves of surrogate pairs, which JSON can spell (<c>"\ud800"</c>) and no text can hold: they read as U+FFFD.</summary>
internal static class LoneSurrogates
{
    /// <summary>Whether the element holds an escape that could be one; false is certain.</summary>
    internal static bool Possible(JsonElement element)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        return raw.IndexOf("\\ud"u8) >= 0 || raw.IndexOf("\\uD"u8) >= 0;
    }

    /// <summary>The characters of a JSON string that is given with its quotes.</summary>
    internal static string Decode(string quoted)
    {
        var text = new StringBuilder(quoted.Length);
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            var c = quoted[i];
            if (c != '\\')
                text.Append(c);
            else if (quoted[++i] == 'u')
                text.Append((char)Convert.ToInt32(quoted.Substring((i += 4) - 3, 4), 16));
            else
                text.Append(Unescape(quoted[i]));
        }

        return Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text.ToString()));
    }

    internal static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(JsonText.StringOf(element));
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(JsonText.NameOf(property));
                    Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static char Unescape(char c) => c switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\b',
        'f' => '\f',
        _ => c,
    };
}

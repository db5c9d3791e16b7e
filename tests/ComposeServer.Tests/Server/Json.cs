using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Tests.Server;

/// <summary>Looks into answers.</summary>
internal static class Json
{
    /// <summary>The value at a path of names and places ("errors/0/code").</summary>
    internal static JsonElement At(this JsonElement value, string path)
    {
        foreach (var part in path.Split('/'))
            value = value.ValueKind == JsonValueKind.Array ? value[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : value.GetProperty(part);
        return value;
    }

    internal static string Text(this JsonElement value, string path) => value.At(path).GetString()!;

    /// <summary>As JSON without needless escapes.</summary>
    internal static string Plain(this JsonElement value) => Value.Of(value).ToJson();

    internal static bool Has(this JsonElement value, string name) => value.TryGetProperty(name, out _);

    internal static string[] Names(this JsonElement value) => [.. value.EnumerateObject().Select(member => member.Name)];

    internal static string[] Texts(this JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];

    internal static string[] Texts(this JsonElement list, string name) => [.. list.EnumerateArray().Select(each => each.GetProperty(name).GetString()!)];
}

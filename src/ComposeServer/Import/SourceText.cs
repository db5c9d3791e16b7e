using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Import;

/// <summary>Definitions as JSON, and the way back from a place in the JSON to the file.</summary>
internal static class SourceText
{
    internal static JsonElement ToJson(SourceNode node) => ToValue(node).ToElement();

    internal static Value ToValue(SourceNode node) => node switch
    {
        SourceObject members => Value.Of([.. members.Members.Select(m => new Member(m.Name, ToValue(m.Value)))]),
        SourceList items => Value.Of([.. items.Items.Select(ToValue)]),
        SourceScalar scalar => scalar.Value,
        _ => Value.Null,
    };

    /// <summary>Where a value was written: the name of a member, else the value; for something missing, what it is missing in.</summary>
    internal static Place PlaceOf(SourceNode root, JsonPointer pointer)
    {
        var (place, node) = (root.Place, root);
        foreach (var name in pointer.Names)
        {
            if (node is SourceObject members && members.Find(name) is { } member)
                (place, node) = (member.Place, member.Value);
            else if (node is SourceList items && int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index) && index >= 0 && index < items.Items.Length)
                (place, node) = (items.Items[index].Place, items.Items[index]);
            else
                break;
        }

        return place;
    }
}

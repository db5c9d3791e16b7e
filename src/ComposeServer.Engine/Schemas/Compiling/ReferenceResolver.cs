using System.Globalization;
using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Formats;

namespace ComposeServer.Engine.Schemas.Compiling;

/// <summary>Finds what a reference refers to (JSON Schema Core 2020-12, section 8.2.3). Nothing is fetched.</summary>
internal sealed class ReferenceResolver(SchemaIndex index)
{
    /// <summary>The schema referred to, or null with the problem. The anchor is the name in the fragment, when it is one.</summary>
    internal SchemaLocation? Resolve(SchemaLocation from, string reference, out string? anchor, out string problem)
    {
        anchor = null;
        problem = "";
        var target = UriParts.Resolve(from.Resource.Uri, reference);
        var hash = target.IndexOf('#', StringComparison.Ordinal);
        var address = hash < 0 ? target : target[..hash];
        if (index.Resource(address) is not { } resource)
        {
            problem = $"refers to {reference}, which is not in this schema; nothing is fetched, so put it into $defs and refer to #/$defs/…";
            return null;
        }

        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(target[(hash + 1)..]);
        var found = fragment.Length == 0 ? resource.Root : fragment[0] == '/' ? Follow(resource.Root, fragment) : resource.Anchors.GetValueOrDefault(fragment);
        if (found is null)
            problem = $"refers to {reference}, where there is nothing";
        else if (fragment.Length > 0 && fragment[0] != '/')
            anchor = fragment;
        return found;
    }

    private SchemaLocation? Follow(SchemaLocation root, string fragment)
    {
        var (near, pointer, element) = (root, root.Pointer, root.Element);
        foreach (var part in fragment[1..].Split('/'))
        {
            var token = JsonPointer.Unescape(part);
            if (element.ValueKind == JsonValueKind.Object && JsonText.TryGet(element, token, out var member))
                (pointer, element) = (pointer.At(token), member);
            else if (element.ValueKind == JsonValueKind.Array && TryIndex(token, element.GetArrayLength(), out var place))
                (pointer, element) = (pointer.At(place), element[place]);
            else
                return null;
            // A schema on the way may begin a resource of its own, which is then the base.
            if (index.Known(near.Document, pointer) is { } known)
                near = known;
        }

        return index.At(near, pointer, element);
    }

    private static bool TryIndex(string token, int length, out int place) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out place) && place < length && (token.Length == 1 || token[0] != '0');
}

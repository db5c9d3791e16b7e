using System.Text.Json;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Schemas.Dialects;

namespace ComposeServer.Engine.Schemas.Compiling;

internal sealed partial class SchemaIndex
{
    /// <summary>The location in the resource that it begins, if it does, after noting its anchors.</summary>
    private SchemaLocation Identified(SchemaLocation location)
    {
        var isRoot = location.Pointer == JsonPointer.Root;
        var dialect = DialectOf(location, isRoot);
        var (id, fragment) = IdOf(location, dialect);
        if (isRoot || id is not null)
        {
            var resource = new SchemaResource(id ?? location.Resource.Uri, dialect);
            location = location with { Resource = resource };
            resource.Root = location;
            _resources.TryAdd(resource.Uri, resource);
        }

        if (fragment is not null)
            location.Resource.Anchors.TryAdd(fragment, location);
        if (dialect >= Dialect.Draft201909)
            AddAnchors(location);
        return location;
    }

    private static Dialect DialectOf(SchemaLocation location, bool isRoot)
    {
        var own = Text(location, "$schema");
        if (own is null)
            return location.Resource.Dialect;
        return isRoot || Text(location, "$id") is not null ? DialectNames.Find(own) : location.Resource.Dialect;
    }

    private (string? Id, string? Anchor) IdOf(SchemaLocation location, Dialect dialect)
    {
        var keyword = dialect == Dialect.Draft4 ? "id" : "$id";
        // Before 2019-09 a reference hides what stands beside it.
        if (dialect < Dialect.Draft201909 && Text(location, "$ref") is not null)
            return default;
        if (Text(location, keyword, mustBe: dialect > Dialect.Draft4) is not { } id)
            return default;
        var hash = id.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 || hash + 1 == id.Length ? null : id[(hash + 1)..];
        if (fragment is not null && dialect >= Dialect.Draft201909)
            problem(location, keyword, "must not have a fragment; write it as $anchor");
        var address = hash < 0 ? id : id[..hash];
        return (address.Length == 0 ? null : Formats.UriParts.Resolve(location.Resource.Uri, address), fragment);
    }

    private void AddAnchors(SchemaLocation location)
    {
        var resource = location.Resource;
        if (Anchor(location, "$anchor") is { } anchor)
            resource.Anchors.TryAdd(anchor, location);
        if (resource.Dialect == Dialect.Draft202012 && Anchor(location, "$dynamicAnchor") is { } dynamic)
        {
            resource.Anchors.TryAdd(dynamic, location);
            resource.DynamicAnchors.TryAdd(dynamic, location);
        }

        if (resource.Dialect == Dialect.Draft201909 && location == resource.Root && JsonText.TryGet(location.Element, "$recursiveAnchor", out var recursive) && recursive.ValueKind == JsonValueKind.True)
            resource.DynamicAnchors.TryAdd("", location);
    }

    private string? Anchor(SchemaLocation location, string keyword)
    {
        var anchor = Text(location, keyword, mustBe: true);
        if (anchor is null || IsAnchor(anchor))
            return anchor;
        problem(location, keyword, "must be a name: a letter or _, then letters, digits, - . _");
        return null;
    }

    // Core 2020-12, section 8.2.2.
    private static bool IsAnchor(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '_') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');

    private string? Text(SchemaLocation location, string keyword, bool mustBe)
    {
        if (mustBe && JsonText.TryGet(location.Element, keyword, out var found) && found.ValueKind != JsonValueKind.String)
            problem(location, keyword, "must be a text");
        return Text(location, keyword);
    }

    private static string? Text(SchemaLocation location, string keyword) =>
        JsonText.TryGet(location.Element, keyword, out var found) && found.ValueKind == JsonValueKind.String ? JsonText.StringOf(found) : null;
}

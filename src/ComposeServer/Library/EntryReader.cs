using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Library;

/// <summary>Reads one entry of the file; all but <c>definition</c> may be absent.</summary>
internal static class EntryReader
{
    // An entry is one level around its definition.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = DefinitionReader.MaxDepth + 1, AllowDuplicateProperties = false };

    /// <summary>Reads an entry out of the bytes of its value; false with the reason when it is none.</summary>
    internal static bool TryRead(string name, ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out LibraryEntry? entry, [NotNullWhen(false)] out string? problem)
    {
        entry = null;
        try
        {
            problem = Fault(JsonElement.Parse(utf8, Strict), out var stored, out var definition);
            if (problem is null)
                entry = Read(name, stored, definition);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            problem = $"nests deeper than {DefinitionReader.MaxDepth} levels, has one name twice in one object, or a name that is no text";
        }

        return entry is not null;
    }

    private static LibraryEntry Read(string name, JsonElement stored, JsonElement definition) =>
        new(name, definition, Revision(stored), Time(stored, "createdAt"), Time(stored, "updatedAt"), Uses(stored)) { Stored = stored };

    private static string? Fault(JsonElement value, out JsonElement stored, out JsonElement definition)
    {
        stored = value;
        definition = default;
        if (value.ValueKind != JsonValueKind.Object)
            return "is no object; an entry is written { \"definition\": { … } }";
        if (!JsonText.TryGet(value, "definition", out definition))
            return "has no \"definition\"; an entry is written { \"definition\": { … } }";
        return definition.ValueKind == JsonValueKind.Object ? null : "has a \"definition\" that is no object";
    }

    private static int Revision(JsonElement stored) =>
        JsonText.TryGet(stored, "revision", out var revision) && revision.ValueKind == JsonValueKind.Number && revision.TryGetInt32(out var number) && number > 0
            ? number
            : 1;

    private static DateTimeOffset? Time(JsonElement stored, string member) =>
        JsonText.TryGet(stored, member, out var time) && time.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(JsonText.StringOf(time), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read)
            ? read
            : null;

    private static ImmutableSortedDictionary<string, string> Uses(JsonElement stored)
    {
        if (!JsonText.TryGet(stored, "uses", out var uses) || uses.ValueKind != JsonValueKind.Object)
            return LibraryEdit.NoUses;
        var read = LibraryEdit.NoUses.ToBuilder();
        foreach (var tool in uses.EnumerateObject())
            if (tool.Value.ValueKind == JsonValueKind.String)
                read[JsonText.NameOf(tool)] = JsonText.StringOf(tool.Value);
        return read.Count == 0 ? LibraryEdit.NoUses : read.ToImmutable();
    }
}

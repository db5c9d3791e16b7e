using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Library;

/// <summary>Writes one entry as it stands in the file, indented to its place there.</summary>
internal static class EntryWriter
{
    /// <summary>How JSON is written for people here: two spaces, plain characters, and \n on every system.</summary>
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = PlainJsonEncoder.Instance, SkipValidation = true };

    /// <summary>Makes an entry of an edit, at a time, out of the one that it replaces; false when it could not be read again, with the reason.</summary>
    internal static bool TryMake(
        LibraryEdit edit, LibraryEntry? replaced, DateTimeOffset now, [NotNullWhen(true)] out LibraryEntry? entry, [NotNullWhen(false)] out string? problem)
    {
        var revision = replaced is null ? 1 : replaced.Revision == int.MaxValue ? int.MaxValue : replaced.Revision + 1;
        var created = replaced is null ? now : replaced.CreatedAt;
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, Indented);
        // The levels around the entry are written too, so that it is indented as it will stand.
        writer.WriteStartObject();
        writer.WriteStartObject("tools");
        writer.WritePropertyName(edit.Name);
        writer.Flush();
        var start = buffer.WrittenCount;
        WriteEntry(writer, edit, revision, created, now, replaced);
        writer.Flush();
        return EntryReader.TryRead(edit.Name, buffer.WrittenSpan[start..], out entry, out problem);
    }

    private static void WriteEntry(
        Utf8JsonWriter writer, LibraryEdit edit, int revision, DateTimeOffset? created, DateTimeOffset updated, LibraryEntry? replaced)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("definition");
        JsonText.Write(edit.Definition, writer);
        writer.WriteNumber("revision", revision);
        if (created is { } time)
            writer.WriteString("createdAt", Timestamp.Of(time));
        writer.WriteString("updatedAt", Timestamp.Of(updated));
        writer.WriteStartObject("uses");
        foreach (var (tool, fingerprint) in edit.Uses)
            writer.WriteString(tool, fingerprint);
        writer.WriteEndObject();
        if (replaced is not null)
            WriteUnknown(writer, replaced.Stored);
        writer.WriteEndObject();
    }

    private static void WriteUnknown(Utf8JsonWriter writer, JsonElement stored)
    {
        foreach (var member in stored.EnumerateObject())
        {
            var name = JsonText.NameOf(member);
            if (name is "definition" or "revision" or "createdAt" or "updatedAt" or "uses")
                continue;
            writer.WritePropertyName(name);
            JsonText.Write(member.Value, writer);
        }
    }
}

using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Library;

/// <summary>Writes the whole file by joining its entries, each of which is kept in the bytes that it was read from or written to.</summary>
internal static class LibraryWriter
{
    internal static void Write(LibrarySnapshot library, ArrayBufferWriter<byte> file)
    {
        file.Write("{\n  \"formatVersion\": 1,\n"u8);
        foreach (var other in library.Others)
        {
            file.Write("  "u8);
            WriteMember(file, other.Name, other.Value);
            file.Write(",\n"u8);
        }

        file.Write("  \"tools\": {"u8);
        var first = true;
        var unreadable = 0;
        foreach (var entry in library.Entries.Values)
        {
            // One bad entry may bear a good one's name: it comes before it, because readers take the last.
            while (unreadable < library.Unreadable.Length && string.CompareOrdinal(library.Unreadable[unreadable].Name, entry.Name) <= 0)
                WriteTool(file, library.Unreadable[unreadable].Name, library.Unreadable[unreadable++].Value, ref first);
            WriteTool(file, entry.Name, entry.Stored, ref first);
        }

        while (unreadable < library.Unreadable.Length)
            WriteTool(file, library.Unreadable[unreadable].Name, library.Unreadable[unreadable++].Value, ref first);
        file.Write(first ? "}\n}\n"u8 : "\n  }\n}\n"u8);
    }

    private static void WriteTool(ArrayBufferWriter<byte> file, string name, JsonElement value, ref bool first)
    {
        file.Write(first ? "\n    "u8 : ",\n    "u8);
        first = false;
        WriteMember(file, name, value);
    }

    private static void WriteMember(ArrayBufferWriter<byte> file, string name, JsonElement value)
    {
        file.Write("\""u8);
        Encoding.UTF8.GetBytes(PlainJsonEncoder.Instance.Encode(name), file);
        file.Write("\": "u8);
        file.Write(JsonMarshal.GetRawUtf8Value(value));
    }
}

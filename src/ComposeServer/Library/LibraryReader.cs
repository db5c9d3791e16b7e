using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using ComposeServer.Engine.Json;

namespace ComposeServer.Library;

/// <summary>Reads the file in one pass. An entry that stands there as it did before stays the same object.</summary>
internal sealed class LibraryReader
{
    // Far above what an entry may nest, so that one entry's depth is its own problem and not the file's.
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1000 };

    private readonly LibraryTally _tally;
    private readonly ImmutableArray<KeptMember>.Builder _others = ImmutableArray.CreateBuilder<KeptMember>();
    private string? _newer;
    private string? _shape;

    private LibraryReader(LibrarySnapshot known) => _tally = new LibraryTally(known);

    /// <summary>Reads the file, knowing what was read or written last.</summary>
    internal static LibraryReading Read(ReadOnlySpan<byte> utf8, LibrarySnapshot known)
    {
        var reader = new LibraryReader(known);
        var damage = reader.Damage(WithoutMark(utf8));
        if (reader._newer is { } newer)
            return new LibraryReading(FileState.Newer, LibrarySnapshot.Empty, newer);
        return damage is null
            ? new LibraryReading(FileState.Readable, reader._tally.ToSnapshot(reader._others.ToImmutable()))
            : new LibraryReading(FileState.Damaged, LibrarySalvage.Read(utf8, known), damage);
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    private string? Damage(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
            return "composed-tools.json is empty; an empty library is written {\"tools\": {}}";
        if (!Utf8.IsValid(utf8))
            return "composed-tools.json is not UTF-8; save it as UTF-8";
        try
        {
            var reader = new Utf8JsonReader(utf8, Deep);
            ReadFile(ref reader, utf8);
            return _shape;
        }
        catch (JsonException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"composed-tools.json is not JSON from line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} on; mend it there");
        }
    }

    private void ReadFile(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            _shape = "composed-tools.json is no object; it is written {\"formatVersion\": 1, \"tools\": { … }}";
        else
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadMember(ref reader, utf8);
        reader.Skip();
        // Whatever stands behind the value is damage too.
        reader.Read();
    }

    private void ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        var name = NameAt(ref reader);
        reader.Read();
        if (name == "tools" && reader.TokenType == JsonTokenType.StartObject)
            ReadTools(ref reader, utf8);
        else if (name == "tools")
            _shape = Passed(ref reader, "composed-tools.json has \"tools\" that are no object; it is written {\"tools\": { NAME: { \"definition\": { … } } }}");
        else if (name == "formatVersion")
            ReadVersion(ref reader);
        else
            _others.Add(new KeptMember(name, JsonElement.ParseValue(ref reader)));
    }

    private static string Passed(ref Utf8JsonReader reader, string message)
    {
        reader.Skip();
        return message;
    }

    private void ReadVersion(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && ExactNumber.Parse(JsonElement.ParseValue(ref reader).GetRawText()) == ExactNumber.Of(1))
            return;
        reader.Skip();
        _newer = "composed-tools.json has a \"formatVersion\" other than 1, so it is left alone: update this program, or use another home (--home)";
    }

    private void ReadTools(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameAt(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            _tally.Add(name, utf8[start..(int)reader.BytesConsumed]);
        }
    }

    private static string NameAt(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogates.Decode($"\"{System.Text.Encoding.UTF8.GetString(reader.ValueSpan)}\"");
        }
    }
}

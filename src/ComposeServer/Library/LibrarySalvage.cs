using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ComposeServer.Engine.Json;

namespace ComposeServer.Library;

/// <summary>Finds the whole entries in a damaged file, wherever the damage is.</summary>
/// <remarks>
/// Directly inside <c>tools</c> any object is an entry. After damage nobody knows how deep the text stands, so that from there on to the
/// next entry only what looks like one (a definition with steps) is taken for one.
/// </remarks>
internal ref struct LibrarySalvage
{
    private static readonly JsonReaderOptions Bounded = new() { MaxDepth = JsonText.MaxDepth + 6 };

    private readonly ReadOnlySpan<byte> _text;
    private readonly LibraryTally _tally;
    private int _at;
    private bool _inTools;
    private bool _toolsSeen;

    private LibrarySalvage(ReadOnlySpan<byte> text, LibrarySnapshot known)
    {
        _text = text;
        _tally = new LibraryTally(known);
    }

    internal static LibrarySnapshot Read(ReadOnlySpan<byte> text, LibrarySnapshot known)
    {
        var salvage = new LibrarySalvage(text, known);
        while (salvage.MoveToQuote())
            salvage.TryMember();
        return salvage._tally.ToSnapshot(known.Others);
    }

    private bool MoveToQuote()
    {
        var distance = _text[_at..].IndexOf((byte)'"');
        if (distance < 0)
            return false;
        _inTools &= _text.Slice(_at, distance).IndexOfAnyExcept(" \t\r\n,"u8) < 0;
        _at += distance;
        return true;
    }

    // A quote may end a text as well as begin one, so every single one is tried.
    private void TryMember()
    {
        if (NameEnd() is { } end && ObjectStart(end) is { } start && TryObject(Encoding.UTF8.GetString(_text[(_at + 1)..end]), start))
            return;
        _at++;
        _inTools = false;
    }

    private readonly int? NameEnd()
    {
        for (var i = _at + 1; i < _text.Length && _text[i] >= 0x20; i++)
            if (_text[i] == '"')
                return i;
            else if (_text[i] == '\\')
                i++;
        return null;
    }

    private readonly int? ObjectStart(int nameEnd)
    {
        var colon = Skip(nameEnd + 1);
        if (colon >= _text.Length || _text[colon] != ':')
            return null;
        var start = Skip(colon + 1);
        return start < _text.Length && _text[start] == '{' ? start : null;
    }

    private readonly int Skip(int from)
    {
        var distance = _text[from..].IndexOfAnyExcept(" \t\r\n"u8);
        return distance < 0 ? _text.Length : from + distance;
    }

    private bool TryObject(string name, int start)
    {
        if (name == "tools" && !_toolsSeen)
        {
            _at = start + 1;
            return _inTools = _toolsSeen = true;
        }

        if (name.Contains('\\', StringComparison.Ordinal) || Length(start) is not { } length || !IsEntry(_text.Slice(start, length)))
            return false;
        _tally.Add(name, _text.Slice(start, length));
        _at = start + length;
        return _inTools = true;
    }

    private readonly int? Length(int start)
    {
        try
        {
            var reader = new Utf8JsonReader(_text[start..], Bounded);
            reader.Read();
            reader.Skip();
            var length = (int)reader.BytesConsumed;
            return Utf8.IsValid(_text.Slice(start, length)) ? length : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private readonly bool IsEntry(ReadOnlySpan<byte> value)
    {
        var entry = JsonElement.Parse(value, new JsonDocumentOptions { MaxDepth = Bounded.MaxDepth });
        return (_inTools || LooksLikeEntry(entry)) && !Swallows(entry) && !(JsonText.TryGet(entry, "definition", out var definition) && Swallows(definition));
    }

    private static bool LooksLikeEntry(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && JsonText.TryGet(value, "definition", out var definition) && definition.ValueKind == JsonValueKind.Object
        && JsonText.TryGet(definition, "steps", out var steps) && steps.ValueKind == JsonValueKind.Array;

    // Where a closing brace is missing, the entries that follow read as members of this one.
    private static bool Swallows(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject())
                if (LooksLikeEntry(member.Value))
                    return true;
        return false;
    }
}

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ComposeServer.Engine.Json;

/// <summary>Escapes only what JSON demands (RFC 8259, section 7), so that text, emoji too, stays readable.</summary>
/// <remarks>
/// The relaxed encoder of the framework still escapes every character beyond the Basic Multilingual Plane. Text that is
/// no good Unicode is left to the base class, which writes U+FFFD for what is wrong; good text is copied in stretches.
/// </remarks>
internal sealed class PlainJsonEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);
    private static readonly SearchValues<byte> EscapedUtf8 = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    internal static PlainJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar < 0x80 && Escaped.Contains((char)unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        return IsGood(span) ? span.IndexOfAny(Escaped) : 0;
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) =>
        Utf8.IsValid(utf8Text) ? utf8Text.IndexOfAny(EscapedUtf8) : 0;

    public override OperationStatus Encode(ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true)
    {
        if (!IsGood(source) || destination.Length < source.Length * MaxOutputCharactersPerInputCharacter)
            return base.Encode(source, destination, out charsConsumed, out charsWritten, isFinalBlock);
        (charsConsumed, charsWritten) = (source.Length, 0);
        for (var next = source.IndexOfAny(Escaped); next >= 0; next = source.IndexOfAny(Escaped))
        {
            source[..next].CopyTo(destination[charsWritten..]);
            var escape = Escape(source[next]);
            escape.CopyTo(destination[(charsWritten + next)..]);
            charsWritten += next + escape.Length;
            source = source[(next + 1)..];
        }

        source.CopyTo(destination[charsWritten..]);
        charsWritten += source.Length;
        return OperationStatus.Done;
    }

    public override OperationStatus EncodeUtf8(ReadOnlySpan<byte> utf8Source, Span<byte> utf8Destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock = true)
    {
        if (!Utf8.IsValid(utf8Source) || utf8Destination.Length < utf8Source.Length * MaxOutputCharactersPerInputCharacter)
            return base.EncodeUtf8(utf8Source, utf8Destination, out bytesConsumed, out bytesWritten, isFinalBlock);
        (bytesConsumed, bytesWritten) = (utf8Source.Length, 0);
        for (var next = utf8Source.IndexOfAny(EscapedUtf8); next >= 0; next = utf8Source.IndexOfAny(EscapedUtf8))
        {
            utf8Source[..next].CopyTo(utf8Destination[bytesWritten..]);
            bytesWritten += next + Encoding.ASCII.GetBytes(Escape((char)utf8Source[next]), utf8Destination[(bytesWritten + next)..]);
            utf8Source = utf8Source[(next + 1)..];
        }

        utf8Source.CopyTo(utf8Destination[bytesWritten..]);
        bytesWritten += utf8Source.Length;
        return OperationStatus.Done;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var text = WillEncode(unicodeScalar) ? Escape((char)unicodeScalar) : char.ConvertFromUtf32(unicodeScalar);
        numberOfCharactersWritten = text.Length;
        return text.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
    }

    private static bool IsGood(ReadOnlySpan<char> text)
    {
        for (var surrogate = text.IndexOfAnyInRange('\ud800', '\udfff'); surrogate >= 0; surrogate = text.IndexOfAnyInRange('\ud800', '\udfff'))
        {
            if (surrogate + 1 == text.Length || !char.IsSurrogatePair(text[surrogate], text[surrogate + 1]))
                return false;
            text = text[(surrogate + 2)..];
        }

        return true;
    }

    private static string Escape(char unit) => unit switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ => "\\u" + ((int)unit).ToString("x4", System.Globalization.CultureInfo.InvariantCulture),
    };
}

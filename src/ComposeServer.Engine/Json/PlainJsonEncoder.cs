using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace ComposeServer.Engine.Json;

/// <summary>Escapes only what JSON demands (RFC 8259, section 7), so that text, emoji too, stays readable.</summary>
/// <remarks>The relaxed encoder of the framework still escapes every character beyond the Basic Multilingual Plane.</remarks>
internal sealed class PlainJsonEncoder : JavaScriptEncoder
{
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', '\u007f', '\u2028', '\u2029']);

    internal static PlainJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar < 0x10000 && Escaped.Contains((char)unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        var first = span.IndexOfAny(Escaped);
        var surrogate = span.IndexOfAnyInRange('\ud800', '\udfff');
        // A surrogate is handed over too: whether it is half of a pair is decided rune by rune.
        return surrogate >= 0 && (first < 0 || surrogate < first) && HasLoneSurrogate(span) ? surrogate : first;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var text = WillEncode(unicodeScalar) ? Escape(unicodeScalar) : char.ConvertFromUtf32(unicodeScalar);
        numberOfCharactersWritten = text.Length;
        return text.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var consumed) != OperationStatus.Done)
                return true;
            text = text[consumed..];
        }

        return false;
    }

    private static string Escape(int scalar) => scalar switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ => "\\u" + scalar.ToString("x4", System.Globalization.CultureInfo.InvariantCulture),
    };
}

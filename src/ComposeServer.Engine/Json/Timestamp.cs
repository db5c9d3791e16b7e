using System.Globalization;

namespace ComposeServer.Engine.Json;

/// <summary>Moments as this program writes them: RFC 3339, UTC, milliseconds.</summary>
internal static class Timestamp
{
    private const int Length = 24;

    internal static string Of(DateTimeOffset time)
    {
        // The runtime writes this format at once, with seven digits, and any that is spelled out piece by piece.
        Span<char> text = stackalloc char[28];
        time.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        text[Length - 1] = 'Z';
        return new string(text[..Length]);
    }
}

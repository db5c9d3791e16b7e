using System.Globalization;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>Times as RFC 3339, section 5.6 writes them; a full-date alone is its midnight in UTC.</summary>
internal static class Rfc3339
{
    private const string Date = "yyyy-MM-dd";

    internal static bool TryRead(string text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length == Date.Length)
            return DateTimeOffset.TryParseExact(text, Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
        if (text.Length < 20 || text[10] is not ('T' or 't' or ' ') || !TrySplit(text[11..], out var clock, out var fraction, out var offset))
            return false;
        // A leap second is the second after the one before it.
        var leap = clock.EndsWith(":60", StringComparison.Ordinal) ? 1 : 0;
        if (leap == 1)
            clock = clock[..6] + "59";
        if (!DateTime.TryParseExact($"{text[..10]}T{clock}", "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return false;
        var ticks = local.Ticks + leap * TimeSpan.TicksPerSecond + fraction - offset;
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return false;
        time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    /// <summary>Splits <c>12:00:00.5+01:00</c> to its clock, and its fraction and offset in ticks.</summary>
    private static bool TrySplit(string text, out string clock, out long fraction, out long offset)
    {
        clock = text[..8];
        fraction = offset = 0;
        var at = 8;
        if (text[at] == '.')
        {
            var start = ++at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
            if (at == start || at == text.Length)
                return false;
            fraction = long.Parse(text[start..at].PadRight(7, '0')[..7], NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return TryOffset(text[at..], out offset);
    }

    private static bool TryOffset(string text, out long offset)
    {
        offset = 0;
        if (text is "Z" or "z")
            return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || !TimeSpan.TryParseExact(text[1..], "hh\\:mm", CultureInfo.InvariantCulture, out var span))
            return false;
        offset = text[0] == '-' ? -span.Ticks : span.Ticks;
        return true;
    }
}

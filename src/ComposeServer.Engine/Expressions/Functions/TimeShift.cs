using System.Globalization;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>How far to move a time: <c>-30d</c>, <c>+2h</c>, <c>15m</c>, <c>1w</c>, <c>500ms</c>; an empty text does not move it.</summary>
internal static class TimeShift
{
    internal const string Expected = "takes a shift as a whole number and one of ms, s, m, h, d, w, such as '-30d' or '2h' ('' for none); a format comes after it";

    private const int MaxDigits = 15;

    /// <summary>The shift in ticks of 100 ns; false when it is none.</summary>
    internal static bool TryRead(string text, out Int128 ticks)
    {
        ticks = 0;
        if (text.Length == 0)
            return true;
        var start = text[0] is '+' or '-' ? 1 : 0;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        if (end == start || end - start > MaxDigits || UnitTicks(text[end..]) is not { } unit)
            return false;
        ticks = (Int128)long.Parse(text[start..end], NumberStyles.None, CultureInfo.InvariantCulture) * unit * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static long? UnitTicks(string unit) => unit switch
    {
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        "d" => TimeSpan.TicksPerDay,
        "w" => 7 * TimeSpan.TicksPerDay,
        _ => null,
    };
}

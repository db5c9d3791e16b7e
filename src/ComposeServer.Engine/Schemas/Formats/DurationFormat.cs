namespace ComposeServer.Engine.Schemas.Formats;

/// <summary><c>duration</c>: the grammar of RFC 3339, appendix A. A unit may only be left out at either end: <c>P1Y2D</c> is none.</summary>
internal static class DurationFormat
{
    internal static bool IsValid(string text)
    {
        if (!text.StartsWith('P'))
            return false;
        var rest = text.AsSpan(1);
        if (rest.EndsWith("W"))
            return rest.Length > 1 && Skip(rest, "W", out var after) == 1 && after.IsEmpty;
        var days = Skip(rest, "YMD", out rest);
        if (days < 0 || rest.IsEmpty)
            return days > 0;
        return rest[0] == 'T' && Skip(rest[1..], "HMS", out rest) > 0 && rest.IsEmpty;
    }

    /// <summary>How many numbers with neighbouring units stand at the start; −1 when they are out of order or have a gap.</summary>
    private static int Skip(ReadOnlySpan<char> text, string units, out ReadOnlySpan<char> rest)
    {
        var (count, last) = (0, -1);
        for (rest = text; !rest.IsEmpty && char.IsAsciiDigit(rest[0]); count++)
        {
            var unit = rest.IndexOfAnyExceptInRange('0', '9');
            var place = unit < 0 ? -1 : units.IndexOf(rest[unit], StringComparison.Ordinal);
            if (place < 0 || (last >= 0 && place != last + 1))
                return -1;
            last = place;
            rest = rest[(unit + 1)..];
        }

        return count;
    }
}

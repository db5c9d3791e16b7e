namespace ComposeServer.Engine.Expressions.Queries;

/// <summary>Which places of a list a slice takes (RFC 9535, section 2.3.4.2.2).</summary>
internal static class SliceRange
{
    /// <summary>The first place, the stride and how many there are.</summary>
    internal static (long First, long Stride, int Count) Of(int length, long? start, long? end, long step)
    {
        if (step == 0 || length == 0)
            return default;
        var from = Normal(start ?? (step > 0 ? 0 : length - 1), length);
        var to = end is { } given ? Normal(given, length) : step > 0 ? length : -1;
        var (lowest, highest) = step > 0 ? (0, length) : (-1, length - 1);
        from = Math.Clamp(from, lowest, highest);
        to = Math.Clamp(to, lowest, highest);
        var distance = step > 0 ? to - from : from - to;
        return distance <= 0 ? default : (from, step, (int)((distance - 1) / Math.Abs(step)) + 1);
    }

    private static long Normal(long place, int length) => place >= 0 ? place : length + place;
}

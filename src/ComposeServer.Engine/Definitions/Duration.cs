using System.Globalization;
using System.Text.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>Durations as definitions write them: <c>"500ms"</c>, <c>"30s"</c>, <c>"5m"</c>, <c>"1h"</c>, or seconds as a number.</summary>
internal static class Duration
{
    /// <summary>The longest wait that a timer takes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    internal static bool TryRead(JsonElement written, out TimeSpan duration)
    {
        duration = default;
        return written.ValueKind switch
        {
            JsonValueKind.Number => written.TryGetDouble(out var seconds) && TryScale(seconds, 1000, out duration),
            JsonValueKind.String => TryRead(Json.JsonText.StringOf(written), out duration),
            _ => false,
        };
    }

    private static bool TryRead(string text, out TimeSpan duration)
    {
        var unit = text.AsSpan().TrimStart("0123456789.").ToString();
        var scale = unit switch { "ms" => 1, "s" => 1000, "m" => 60_000, "h" => 3_600_000, _ => 0 };
        duration = default;
        return scale > 0
            && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && TryScale(count, scale, out duration);
    }

    private static bool TryScale(double count, int milliseconds, out TimeSpan duration)
    {
        duration = default;
        var total = count * milliseconds;
        if (!(total > 0) || total > Longest.TotalMilliseconds)
            return false;
        duration = TimeSpan.FromTicks(Math.Max(1, (long)(total * TimeSpan.TicksPerMillisecond)));
        return true;
    }
}

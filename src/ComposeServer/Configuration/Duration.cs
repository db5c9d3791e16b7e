using System.Globalization;
using System.Text.Json;

namespace ComposeServer.Configuration;

/// <summary>Durations as people write them: <c>"500ms"</c>, <c>"30s"</c>, <c>"5m"</c>, <c>"1h"</c>, or seconds as a number; above zero, at most 24 days.</summary>
internal static class Duration
{
    internal const string Forms = "\"500ms\", \"30s\", \"5m\", \"1h\", or seconds as a number, above 0";

    // What a timer can count.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    internal static bool TryRead(JsonElement value, out TimeSpan duration) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var seconds) => TryMake(seconds, 1, out duration),
        JsonValueKind.String => TryParse(value.GetString()!, out duration),
        _ => TryMake(0, 0, out duration),
    };

    internal static bool TryParse(string text, out TimeSpan duration)
    {
        var digits = text.AsSpan().TrimEnd("hms");
        var unit = text.AsSpan(digits.Length) switch { "ms" => 0.001, "s" => 1, "m" => 60, "h" => 3600, _ => 0 };
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? TryMake(number, unit, out duration)
            : TryMake(0, 0, out duration);
    }

    private static bool TryMake(double number, double unit, out TimeSpan duration)
    {
        var seconds = number * unit;
        duration = seconds > 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        return duration > TimeSpan.Zero;
    }
}

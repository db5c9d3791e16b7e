using System.Globalization;

namespace ComposeServer.Engine.Building;

/// <summary>Durations as definitions write them.</summary>
internal static class DurationText
{
    internal static string Of(TimeSpan duration) => duration.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / TimeSpan.TicksPerSecond}s")
        : string.Create(CultureInfo.InvariantCulture, $"{(decimal)duration.Ticks / TimeSpan.TicksPerMillisecond:0.####}ms");
}

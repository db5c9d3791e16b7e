using System.Globalization;

namespace ComposeServer.Engine.Json;

/// <summary>Moments as this program writes them: RFC 3339, UTC, milliseconds.</summary>
internal static class Timestamp
{
    internal static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

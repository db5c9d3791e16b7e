using System.Globalization;
using System.Text.RegularExpressions;

namespace ComposeServer.Import.ToolHive;

/// <summary>Durations as Go writes them (<c>time.ParseDuration</c>): <c>1m30s</c>.</summary>
internal static partial class GoDuration
{
    /// <summary>The duration as a definition of ours writes it; null when it is none.</summary>
    internal static string? Read(string text)
    {
        if (!Whole().IsMatch(text))
            return null;
        var milliseconds = 0m;
        foreach (Match part in Part().Matches(text))
            milliseconds += decimal.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * Scale(part.Groups[2].Value);
        var (scale, unit) = milliseconds % 3_600_000 == 0 ? (3_600_000m, "h") : milliseconds % 60_000 == 0 ? (60_000m, "m") : milliseconds % 1000 == 0 ? (1000m, "s") : (1m, "ms");
        return milliseconds == 0 ? "0s" : (milliseconds / scale).ToString("0.#########", CultureInfo.InvariantCulture) + unit;
    }

    private static decimal Scale(string unit) => unit switch
    {
        "ns" => 0.000001m,
        "us" or "µs" or "μs" => 0.001m,
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        _ => 3_600_000,
    };

    [GeneratedRegex(@"^(?:[0-9]{1,9}(?:\.[0-9]{1,9})?(?:ns|us|µs|μs|ms|s|m|h))+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)(ns|us|µs|μs|ms|s|m|h)")]
    private static partial Regex Part();
}

using System.Globalization;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>How many items of a forEach may fail: a number of them, or a share of all.</summary>
internal readonly record struct Tolerance(int Count, decimal Percent)
{
    internal static bool TryRead(JsonElement written, out Tolerance tolerance)
    {
        tolerance = default;
        if (written.ValueKind == JsonValueKind.Number && Json.Value.Of(written).Number().TryInt32(out var count) && count >= 0)
        {
            tolerance = new Tolerance(count, 0);
            return true;
        }

        if (written.ValueKind != JsonValueKind.String || JsonText.StringOf(written) is not [.. var digits, '%'])
            return false;
        var read = decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100;
        tolerance = new Tolerance(0, percent);
        return read;
    }

    /// <summary>How many of so many items may fail.</summary>
    internal int Of(int items) => Percent > 0 ? (int)(items * Percent / 100) : Count;
}

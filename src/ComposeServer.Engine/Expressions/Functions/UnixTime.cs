using System.Numerics;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>Seconds since 1970, whole or not.</summary>
internal static class UnixTime
{
    internal static bool TryRead(ExactNumber seconds, out DateTimeOffset time)
    {
        time = default;
        // A tick is 100 ns: what is finer is rounded off.
        if (!seconds.TryRound(7, out var rounded) || !rounded.TryDecimal(out var coefficient, out var exponent) || exponent > 12)
            return false;
        var ticks = coefficient * BigInteger.Pow(10, exponent + 7) + DateTimeOffset.UnixEpoch.UtcTicks;
        if (ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return false;
        time = new DateTimeOffset((long)ticks, TimeSpan.Zero);
        return true;
    }
}

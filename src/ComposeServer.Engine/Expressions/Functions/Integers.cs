using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Expressions.Functions;

/// <summary>Integers as places in a list.</summary>
internal static class Integers
{
    private const long Beyond = 1L << 40;

    /// <summary>An integer; one that is beyond every list, as a number beyond every list.</summary>
    internal static long Clamped(Value integer)
    {
        var number = integer.Number();
        return number.TryInt32(out var value) ? value : number.Sign * Beyond;
    }
}

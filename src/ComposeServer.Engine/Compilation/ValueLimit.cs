using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Compilation;

/// <summary>The limits of one value (section 11 of the contract): its size and its depth.</summary>
internal static class ValueLimit
{
    /// <summary>What is over a limit, as a sentence; null when nothing is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="what">How the sentence begins: "Its value is".</param>
    internal static string? Broken(Value value, EngineLimits limits, string what)
    {
        if (value.SizeUpTo(limits.ValueBytes) > limits.ValueBytes)
            return $"{what} larger than {limits.ValueBytes} bytes, the most that a value may have.";
        return value.IsDeeperThan(JsonText.MaxDepth) ? $"{what} nested more than {JsonText.MaxDepth} deep, the most that a value may be." : null;
    }
}

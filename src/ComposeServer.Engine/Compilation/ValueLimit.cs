using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>The limits of one value (section 11 of the contract): its size and its depth.</summary>
internal static class ValueLimit
{
    /// <summary>Why a value is over a limit; null when it is not.</summary>
    /// <param name="value">The value.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="what">What it is, for the message: "Its output".</param>
    internal static ToolFailure? Broken(Value value, EngineLimits limits, string what)
    {
        if (value.SizeUpTo(limits.ValueBytes) > limits.ValueBytes)
            return Of(what, limits);
        return value.IsDeeperThan(limits.JsonDepth) ? TooDeep(what, limits.JsonDepth) : null;
    }

    internal static ToolFailure TooDeep(string what, int levels) =>
        new(FailureKind.ValueLimit, $"{what} is nested more than {levels} deep, the most that a value may be.");

    internal static ToolFailure Of(string what, EngineLimits limits) =>
        new(FailureKind.ValueLimit, $"{what} is larger than {limits.ValueBytes} bytes, the most that a value may have.");
}

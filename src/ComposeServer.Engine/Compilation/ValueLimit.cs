using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>The limit on the size of one value.</summary>
internal static class ValueLimit
{
    internal static bool Exceeds(Value value, EngineLimits limits) => value.SizeUpTo(limits.ValueBytes) > limits.ValueBytes;

    internal static ToolFailure Of(string what, EngineLimits limits) =>
        new(FailureKind.ValueLimit, $"{what} is larger than {limits.ValueBytes} bytes, the most that a value may have.");
}

using ComposeServer.Engine.Tools;

namespace ComposeServer.Benchmarks.Engine;

/// <summary>Sees to it that what is measured also works.</summary>
internal static class Measured
{
    internal static bool Good(ToolResult result) => result.Failure is null ? true : throw new InvalidOperationException(result.Failure.Message);
}

using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>How a run ended: its output, or why there is none; and all that happened in it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Output">The output; Nothing when the run failed.</param>
/// <param name="HandedOn">The step's own result that the output is; null when the output was worked out.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
internal sealed record RunResult(RunContext Run, Value Output, ToolResult? HandedOn, RunFailure? Failure)
{
    internal static RunResult Failed(RunContext run, RunFailure failure) => new(run, Value.Nothing, null, failure);

    internal static RunResult Failed(RunContext run, FailureKind kind, string message) => Failed(run, new RunFailure(-1, new ToolFailure(kind, message)));

    /// <summary>Whether the caller gave up.</summary>
    internal bool IsCancelled => Failure is { Failure.Kind: FailureKind.Cancelled };
}

using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>How a step ended.</summary>
internal readonly record struct StepOutcome
{
    internal StepStatus Status { get; private init; }

    /// <summary>The step's value; Nothing when it has none.</summary>
    internal Value Value { get; private init; }

    /// <summary>The call's result, where there was one.</summary>
    internal ToolResult? Result { get; private init; }

    /// <summary>Whether the value is what one call gave, as it came.</summary>
    internal bool IsOwnResult { get; private init; }

    internal ToolFailure? Failure { get; private init; }

    /// <summary>Why the step was skipped.</summary>
    internal string? Reason { get; private init; }

    internal static StepOutcome Succeeded(Value value, ToolResult? result = null, bool isOwnResult = false) =>
        new() { Status = StepStatus.Succeeded, Value = value, Result = result, IsOwnResult = isOwnResult };

    /// <summary>Skipped; the value is the step's default, or Nothing.</summary>
    internal static StepOutcome Skipped(string reason, Value value) => new() { Status = StepStatus.Skipped, Reason = reason, Value = value };

    internal static StepOutcome Failed(ToolFailure failure, ToolResult? result = null) => new() { Status = StepStatus.Failed, Failure = failure, Result = result };

    internal static StepOutcome Failed(FailureKind kind, string message) => Failed(new ToolFailure(kind, message));
}

using System.Collections.Immutable;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>How a step, or one item of it, ended.</summary>
/// <remarks>An object, because it is handed through every layer of a step, and each would copy what it holds.</remarks>
internal sealed record StepOutcome
{
    /// <summary>What stands where a step has not ended, or an item was never begun.</summary>
    internal static StepOutcome None { get; } = new();

    internal StepStatus Status { get; private init; }

    /// <summary>The step's value; Nothing when it has none.</summary>
    internal Value Value { get; init; }

    /// <summary>The call's result, where there was one.</summary>
    internal ToolResult? Result { get; init; }

    /// <summary>Whether the value is what one call gave, as it came.</summary>
    internal bool IsOwnResult { get; init; }

    /// <summary>What failed: why the step did, or what was caught.</summary>
    internal ToolFailure? Failure { get; init; }

    /// <summary>Whether the failure ends the run.</summary>
    internal bool Aborts { get; private init; }

    /// <summary>Whether nothing can catch the failure: a limit of the run, a cancellation, and the no of a person who was asked.</summary>
    internal bool IsFinal => Failure is { Kind: FailureKind.RunLimit or FailureKind.Cancelled } || (Aborts && Action is ("decline" or "cancel"));

    /// <summary>Whether the run is to start no further step, and to succeed.</summary>
    internal bool Finishes { get; init; }

    /// <summary>Why the step was skipped.</summary>
    internal string? Reason { get; private init; }

    /// <summary>What a person answered: <c>accept</c>, <c>decline</c>, <c>cancel</c>; null where nobody was asked.</summary>
    internal string? Action { get; init; }

    /// <summary>Whether the value came out of memory.</summary>
    internal bool IsCached { get; private init; }

    /// <summary>The content blocks of each item, for a forEach; default for others.</summary>
    internal ImmutableArray<Value> ItemContents { get; init; }

    internal static StepOutcome Succeeded(Value value, ToolResult? result = null) =>
        new() { Status = StepStatus.Succeeded, Value = value, Result = result };

    /// <summary>Succeeded; the value is what one call gave, as it came.</summary>
    internal static StepOutcome Given(ToolResult result, bool isCached) =>
        new() { Status = StepStatus.Succeeded, Value = result.Value, Result = result, IsOwnResult = true, IsCached = isCached };

    /// <summary>Skipped; the value is the step's default, or Nothing.</summary>
    internal static StepOutcome Skipped(string reason, Value value) => new() { Status = StepStatus.Skipped, Reason = reason, Value = value };

    internal static StepOutcome Failed(ToolFailure failure, ToolResult? result = null) =>
        new() { Status = StepStatus.Failed, Failure = failure, Result = result, Aborts = true };

    internal static StepOutcome Failed(FailureKind kind, string message) => Failed(new ToolFailure(kind, message));

    /// <summary>The same failure, with which the run goes on; the value is the step's default, or Nothing.</summary>
    internal StepOutcome Caught(Value value) => this with { Aborts = false, Value = value };
}

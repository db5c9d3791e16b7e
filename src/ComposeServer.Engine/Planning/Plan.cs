using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Planning;

/// <summary>A definition that was checked against the tools that exist, with every name bound. Immutable.</summary>
internal sealed record Plan
{
    internal required ToolDefinition Definition { get; init; }

    internal required PlanInput Input { get; init; }

    internal required ImmutableArray<PlanStep> Steps { get; init; }

    /// <summary>The steps that run at the end, whatever happened.</summary>
    internal ImmutableArray<PlanStep> Finally { get; init; } = [];

    /// <summary>Every tool that it may call.</summary>
    internal IEnumerable<Tool> Tools => Steps.Concat(Finally).SelectMany(step => step.Calls).Select(call => call.Tool);

    internal required PlanOutput Output { get; init; }

    /// <summary>The hints that the tool is listed with.</summary>
    internal required ToolAnnotations Annotations { get; init; }

    /// <summary>The full names of the tools that it calls, with the fingerprints of their schemas.</summary>
    internal required ImmutableSortedDictionary<string, string> Uses { get; init; }

    internal required ImmutableArray<Problem> Warnings { get; init; }
}

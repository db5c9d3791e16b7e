using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning;

/// <summary>A plan, or everything that is wrong with the definition.</summary>
/// <param name="Definition">What could be read of it.</param>
/// <param name="Plan">The plan; null when there are errors.</param>
/// <param name="Errors">Empty when there is a plan.</param>
/// <param name="Warnings">What can be taken and may still be a mistake.</param>
internal sealed record PlanResult(ToolDefinition Definition, Plan? Plan, ImmutableArray<Problem> Errors, ImmutableArray<Problem> Warnings);

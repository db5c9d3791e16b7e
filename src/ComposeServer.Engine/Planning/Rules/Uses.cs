using ComposeServer.Engine.Expressions;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>Every reference of a definition.</summary>
internal static class Uses
{
    internal static IEnumerable<BoundReference> Of(PlanStep[] steps, PlanOutput output) =>
        [.. steps.SelectMany(Of), .. output.Template?.References ?? []];

    internal static IEnumerable<BoundReference> Of(PlanStep step) => [.. StepPlanner.References(step), .. step.Default?.References ?? []];
}

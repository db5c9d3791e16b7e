using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>Warns where a step needs the value of one that may be skipped, and so may be skipped with it.</summary>
internal static class SkippedReferenceRule
{
    internal static void Check(ToolDefinition definition, PlanStep[] steps, ProblemList problems)
    {
        // In "finally" any step may be without a value: that is what it is for.
        foreach (var step in steps.Take(definition.Steps.Length))
        {
            if (step.Default is not null)
                continue;
            var said = new HashSet<int>();
            foreach (var reference in step.Required)
                if (reference is { Tolerant: false, Guarded: false, Root.Step: >= 0 }
                    && reference.Root.Step != step.Index
                    && steps[reference.Root.Step].Skippable
                    && !IsGuarded(step, reference.Root.Step)
                    && said.Add(reference.Root.Step))
                    Warn(step, steps[reference.Root.Step], reference, problems);
        }
    }

    private static void Warn(PlanStep step, PlanStep source, BoundReference reference, ProblemList problems) =>
        problems.Warn(
            step.Definition.Path,
            "skippable_reference",
            $"{step.Name} needs {reference.Text}, and {source.Name} may be skipped; {step.Name} is then skipped too.",
            $"A \"default\" on {source.Name}, {reference.Text}?, default({reference.Text}, …), or a condition on $steps.{source.Name}.status");

    private static bool IsGuarded(PlanStep step, int source) =>
        step.Condition?.Expression is { } condition && condition.References.Any(r => r.Root.Slot == Slots.Of(source, StepField.Status) || (r.Tolerant && r.Root.Step == source));
}

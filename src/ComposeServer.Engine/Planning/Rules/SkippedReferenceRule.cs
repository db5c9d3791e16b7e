using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Templates;

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
            PathOf(step, reference),
            "skippable_reference",
            $"{step.Name} needs {reference.Text}, and {source.Name} may be skipped; {step.Name} is then skipped too.",
            $"A \"default\" on {source.Name}, {reference.Text}?, default({reference.Text}, …), or a condition on $steps.{source.Name}.status");

    // The string that the reference stands in.
    private static JsonPointer PathOf(PlanStep step, BoundReference reference)
    {
        var path = step.Definition.Path;
        IEnumerable<(JsonPointer Path, BoundReference Reference)> placed =
        [
            .. Placed(step.Condition, path.At("condition")),
            .. Placed(step.Expect, path.At("expect")),
            .. Placed(step.Until?.Condition, path.At("until").At("condition")),
            .. Placed(step.Paginate?.While, path.At("paginate").At("while")),
            .. Placed(step.Retry?.If, path.At("retry").At("if")),
            .. new[] { step.ForEach?.List, step.Call?.Params, step.Value, step.Elicit?.Message, step.FailMessage, step.Paginate?.Next, step.Paginate?.Items, step.Result }
                .SelectMany(template => template?.PlacedReferences() ?? []),
        ];
        return placed.Where(one => ReferenceEquals(one.Reference, reference)).Select(one => one.Path).FirstOrDefault(path);
    }

    private static IEnumerable<(JsonPointer Path, BoundReference Reference)> Placed(Condition? condition, JsonPointer path) =>
        condition?.References.Select(reference => (path, reference)) ?? [];

    private static bool IsGuarded(PlanStep step, int source) =>
        step.Condition?.Expression is { } condition && condition.References.Any(r => r.Root.Slot == Slots.Of(source, StepField.Status) || (r.Tolerant && r.Root.Step == source));
}

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
            // A default foresees that the step is skipped, not that its call stays.
            var foreseen = step.Default is null ? problems : new ProblemList();
            var seen = new HashSet<int>();
            Check(step, step.Required, step.Name, $"{step.Name} is then skipped too", steps, seen, foreseen);
            // A step that is skipped already neither fails nor is undone.
            Check(step, OnFailure(step), $"The \"onError\" of {step.Name}", $"{step.Name} is then skipped where it fails", steps, [.. seen], foreseen);
            Check(step, step.Compensate?.Params?.References ?? [], $"The \"compensate\" of {step.Name}", "its call is then not undone", steps, seen, problems);
        }
    }

    private static void Check(
        PlanStep step, IEnumerable<BoundReference> references, string what, string then, PlanStep[] steps, HashSet<int> seen, ProblemList problems)
    {
        foreach (var reference in references)
            if (reference is { Tolerant: false, Guarded: false, Root.Step: >= 0 }
                && reference.Root.Step != step.Index
                && steps[reference.Root.Step].Skippable
                && !IsGuarded(step, reference.Root.Step)
                && seen.Add(reference.Root.Step))
                Warn(PathOf(step, reference), what, steps[reference.Root.Step], reference, then, problems);
    }

    private static IEnumerable<BoundReference> OnFailure(PlanStep step) =>
        [.. step.OnError.Value?.References ?? [], .. step.OnError.Fallback?.Params?.References ?? []];

    private static void Warn(JsonPointer path, string what, PlanStep source, BoundReference reference, string then, ProblemList problems) =>
        problems.Warn(
            path,
            "skippable_reference",
            $"{what} needs {reference.Text}, and {source.Name} may be skipped; {then}.",
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
            .. new[] { step.ForEach?.List, step.Call?.Params, step.Value, step.Elicit?.Message, step.FailMessage, step.Paginate?.Next, step.Paginate?.Items, step.Result, step.OnError.Value, step.OnError.Fallback?.Params, step.Compensate?.Params }
                .SelectMany(template => template?.PlacedReferences() ?? []),
        ];
        return placed.Where(one => ReferenceEquals(one.Reference, reference)).Select(one => one.Path).FirstOrDefault(path);
    }

    private static IEnumerable<(JsonPointer Path, BoundReference Reference)> Placed(Condition? condition, JsonPointer path) =>
        condition?.References.Select(reference => (path, reference)) ?? [];

    private static bool IsGuarded(PlanStep step, int source) =>
        step.Condition?.Expression is { } condition && condition.References.Any(r => r.Root.Slot == Slots.Of(source, StepField.Status) || (r.Tolerant && r.Root.Step == source));
}

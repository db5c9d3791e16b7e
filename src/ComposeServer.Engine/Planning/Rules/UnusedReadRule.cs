using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>Warns of a read-only step whose value nobody uses.</summary>
internal static class UnusedReadRule
{
    internal static void Check(StepTable table, PlanStep[] steps, IReadOnlyList<BoundReference> references, PlanOutput output, ProblemList problems)
    {
        var used = new HashSet<int>();
        foreach (var reference in references)
            if (reference.Root.Slot == Slots.AllSteps)
                return;
            else if (Slots.IsStep(reference.Root.Slot))
                used.Add(Slots.StepOf(reference.Root.Slot));
        // A step that others wait for is wanted for its time, not for its value.
        foreach (var step in steps)
            used.UnionWith(step.Definition.DependsOn.Select(one => table.Find(one.Id)));
        // An id that is no step's was meant as one.
        if (used.Contains(-1))
            return;
        if (output.Template is null)
            AddOutput(steps[..table.Count], output, used);
        foreach (var step in steps)
            // A wait is wanted for its time alone.
            if (step.Tool is { Annotations.ReadOnly: true, Server: not "wait" } && step.Expect is null && step.Until is null && !used.Contains(step.Index))
                problems.Warn(step.Definition.Path, "unused_step", $"{step.Name} only reads, and nothing uses what it gives.", $"Use ${step.Name}, or leave the step out");
    }

    // An omitted output is the last step that has a value, so every step behind the last sure one may be it.
    private static void AddOutput(PlanStep[] steps, PlanOutput output, HashSet<int> used)
    {
        if (output.Step >= 0)
            used.Add(output.Step);
        for (var last = output.Step >= 0 ? -1 : steps.Length - 1; last >= 0; last--)
        {
            used.Add(last);
            if (!steps[last].Skippable)
                return;
        }
    }
}

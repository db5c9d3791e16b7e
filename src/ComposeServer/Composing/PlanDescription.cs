using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;

namespace ComposeServer.Composing;

/// <summary>A plan as <c>dryRun</c> shows it: what waits for what, the longest chain, and a Mermaid graph (section 12 of the contract).</summary>
internal static class PlanDescription
{
    internal static Value Of(Plan plan) => Value.Of(
    [
        new Member("steps", Value.Of([.. plan.Steps.Select(step => StepOf(plan, step))])),
        new Member("longestChain", Value.Of([.. plan.Steps.Select(step => Value.Of(step.Name))])),
        new Member("graph", Value.Of(PlanGraph.Of(plan))),
    ]);

    /// <summary>The steps that must have ended before a step starts: in a sequence, the one before it, and what it names.</summary>
    internal static IEnumerable<int> After(PlanStep step) => step.Index == 0 ? [] : step.After.Add(step.Index - 1);

    private static Value StepOf(Plan plan, PlanStep step)
    {
        var members = new List<Member> { new("id", Value.Of(step.Name)) };
        if (step.Tool is { } tool)
            members.Add(new Member("tool", Value.Of(tool.Name)));
        members.Add(new Member("after", Value.Of([.. After(step).Select(i => Value.Of(plan.Steps[i].Name))])));
        if (step.Tool is { Annotations: { ReadOnly: not true, Destructive: not false } })
            members.Add(new Member("destructive", Value.True));
        return Value.Of([.. members]);
    }
}

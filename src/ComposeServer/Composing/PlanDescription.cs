using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;

namespace ComposeServer.Composing;

/// <summary>A plan as <c>dryRun</c> shows it: what waits for what, the longest chain, and a Mermaid graph (section 12 of the contract).</summary>
internal static class PlanDescription
{
    internal static Value Of(Plan plan) => Value.Of(
    [
        new Member("steps", Value.Of([.. plan.Steps.Select(step => StepOf(plan, step))])),
        new Member("longestChain", Value.Of([.. LongestChain(plan).Select(index => Value.Of(plan.Steps[index].Name))])),
        new Member("graph", Value.Of(PlanGraph.Of(plan))),
    ]);

    /// <summary>The longest row of steps that wait for one another, each counted as one.</summary>
    internal static List<int> LongestChain(Plan plan)
    {
        var chains = new List<int>?[plan.Steps.Length];
        List<int> Chain(int index) => chains[index] ??= [.. plan.Steps[index].After.Select(Chain).DefaultIfEmpty([]).MaxBy(c => c.Count)!, index];
        return plan.Steps.Select(step => Chain(step.Index)).DefaultIfEmpty([]).MaxBy(c => c.Count)!;
    }

    private static Value StepOf(Plan plan, PlanStep step)
    {
        var members = new List<Member> { new("id", Value.Of(step.Name)) };
        if (step.Tool is { } tool)
            members.Add(new Member("tool", Value.Of(tool.Name)));
        members.Add(new Member("after", Value.Of([.. step.After.Select(i => Value.Of(plan.Steps[i].Name))])));
        if (step.Elicit is not null)
            members.Add(new Member("asks", Value.True));
        if (step.Tool is { Annotations: { ReadOnly: not true, Destructive: not false } })
            members.Add(new Member("destructive", Value.True));
        if (LoopOf(step) is { } loop)
            members.Add(new Member("loop", Value.Of(loop)));
        return Value.Of([.. members]);
    }

    private static string? LoopOf(PlanStep step) => step switch
    {
        { ForEach: not null } => "forEach",
        { Until: not null } => "until",
        { Paginate: not null } => "paginate",
        _ => null,
    };
}

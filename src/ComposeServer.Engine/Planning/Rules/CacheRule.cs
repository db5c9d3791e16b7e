using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>Only calls that change nothing may be answered from memory.</summary>
internal static class CacheRule
{
    internal static void Check(PlanStep[] steps, ProblemList problems)
    {
        foreach (var step in steps)
            if (step.Definition.Cache is not null && step.Tool is { Annotations.ReadOnly: not true } tool)
                problems.Error(step.Definition.Path.At("cache"), "not_read_only", $"\"cache\" is for tools that are annotated read-only, and {tool.Name} is not.", "Leave \"cache\" out");
    }
}

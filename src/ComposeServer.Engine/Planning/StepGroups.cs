using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Planning;

/// <summary>
/// Divides steps into groups by their mode (section 7 of the contract): the groups run one after another as written,
/// and within a group each step starts as soon as what it needs has ended.
/// </summary>
internal static class StepGroups
{
    /// <param name="definition">The definition.</param>
    /// <param name="tools">The tool that each step calls, by place; null where there is none.</param>
    /// <returns>The number of each step's group, ascending; those of <c>finally</c> stand behind all others.</returns>
    internal static ImmutableArray<int> Of(ToolDefinition definition, IReadOnlyList<Tool?> tools)
    {
        var groups = ImmutableArray.CreateBuilder<int>();
        for (var index = 0; index < definition.Steps.Length; index++)
            groups.Add(index == 0 ? 0 : groups[^1] + (IsTogether(definition, tools, index) ? 0 : 1));
        for (var index = 0; index < definition.Finally.Length; index++)
            groups.Add(groups.Count == 0 ? 0 : groups[^1] + 1);
        return groups.ToImmutable();
    }

    // Whether a step belongs to the group of the one before it.
    private static bool IsTogether(ToolDefinition definition, IReadOnlyList<Tool?> tools, int index)
    {
        var steps = definition.Steps;
        return definition.Mode switch
        {
            RunMode.Parallel => true,
            RunMode.ScatterGather => index < steps.Length - 1,
            RunMode.Auto => IsHarmless(steps[index - 1], tools[index - 1]) && IsHarmless(steps[index], tools[index]),
            RunMode.Sequential => steps[index - 1].Parallel && steps[index].Parallel,
            _ => false,
        };
    }

    private static bool IsHarmless(StepDefinition step, Tool? tool) =>
        step.Kind == StepKind.Value || (step.Kind == StepKind.Tool && tool is { Annotations.ReadOnly: true });
}

using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Rules;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Planning;

/// <summary>Checks a definition against the tools that exist and binds every name in it (section 12 of the contract). Calls nothing.</summary>
internal sealed class Planner(ToolSource tools, EngineLimits limits)
{
    /// <summary>Plans a definition; all errors are collected.</summary>
    /// <param name="source">The definition's JSON, whatever it is.</param>
    /// <param name="pinned">The full names that its bare tool names were found as before.</param>
    internal PlanResult Plan(JsonElement source, ImmutableHashSet<string> pinned)
    {
        var problems = new ProblemList();
        var definition = DefinitionReader.Read(source, limits.Steps, problems);
        var input = ParametersReader.Read(definition.Parameters, JsonPointer.Root.At("parameters"), problems);
        var table = new StepTable(definition.Steps);
        var planner = new StepPlanner(tools, pinned, input, table, problems);
        foreach (var step in definition.Steps)
            planner.Plan(step);
        var output = new OutputPlanner(definition, input, table, problems).Plan();
        PlanStep[] steps = [.. definition.Steps.Select(s => table.Planned(s.Number - 1)).OfType<PlanStep>()];
        var annotations = Check(definition, input, steps, output, planner.IsWhole, problems);
        return Conclude(definition, input, steps, output, annotations, problems);
    }

    private ToolAnnotations Check(ToolDefinition definition, PlanInput input, PlanStep[] steps, PlanOutput? output, bool whole, ProblemList problems)
    {
        CycleRule.Check(definition, steps, tools, problems);
        // What nobody uses can be told only where every use could be read.
        if (whole && output is not null)
        {
            UnusedParameterRule.Check(definition, input, steps, output, problems);
            UnusedReadRule.Check(steps, output, problems);
            SkippedReferenceRule.Check(steps, problems);
        }

        return AnnotationsRule.Derive(definition, steps, problems);
    }

    private static PlanResult Conclude(
        ToolDefinition definition, PlanInput input, PlanStep[] steps, PlanOutput? output, ToolAnnotations annotations, ProblemList problems)
    {
        ImmutableArray<Problem> warnings = [.. problems.Warnings];
        if (problems.HasErrors || output is null)
            return new PlanResult(definition, null, [.. problems.Errors], warnings);
        var plan = new Plan
        {
            Definition = definition,
            Input = input,
            Steps = [.. steps],
            Output = output,
            Annotations = annotations,
            Uses = UsesOf(steps),
            Warnings = warnings,
        };
        return new PlanResult(definition, plan, [], warnings);
    }

    private static ImmutableSortedDictionary<string, string> UsesOf(PlanStep[] steps)
    {
        var uses = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var step in steps)
            if (step.Tool is { } tool)
                uses[tool.Name] = ToolFacts.Of(tool).Fingerprint;
        return uses.ToImmutable();
    }
}

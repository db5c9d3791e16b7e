using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
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
        var isRead = !problems.HasErrors;
        var input = ParametersReader.Read(definition.Parameters, JsonPointer.Root.At("parameters"), problems);
        var calls = new CallPlanner(definition.Name, tools, pinned, problems);
        var found = Find(definition, calls);
        var table = new StepTable(definition, StepGroups.Of(definition, found));
        var planner = new StepPlanner(calls, found, input, table, definition.Mode, problems);
        table.PlanNow = planner.Plan;
        ParallelRule.Check(definition, problems);
        PlanStep[] all = [.. Enumerable.Range(0, table.Definitions.Length).Select(i => table.Planned(i)!)];
        var output = new OutputPlanner(definition, input, table, problems).Plan();
        var annotations = Check(definition, input, table, all, output, isRead && planner.IsWhole ? planner.References : null, problems);
        return Conclude(definition, input, all, output, annotations, problems);
    }

    private static List<Tool?> Find(ToolDefinition definition, CallPlanner calls) =>
        [.. definition.Steps.Concat(definition.Finally).Select(s => s is { Kind: StepKind.Tool, Tool: { } name } ? calls.Find(name, s.Path.At("tool")) : null)];

    private ToolAnnotations Check(
        ToolDefinition definition, PlanInput input, StepTable table, PlanStep[] steps, PlanOutput output, IReadOnlyList<BoundReference>? references, ProblemList problems)
    {
        CycleRule.Check(definition, steps, tools, problems);
        CacheRule.Check(steps, problems);
        RepeatedWriteRule.Check(steps, problems);
        // What nobody uses can be told only where every use could be read.
        if (references is not null && output.Template is not { IsWhole: false })
        {
            IReadOnlyList<BoundReference> all = [.. references, .. output.Template?.References ?? []];
            UnusedParameterRule.Check(definition, input, all, problems);
            UnusedReadRule.Check(table, steps, all, output, problems);
            SkippedReferenceRule.Check(definition, steps, problems);
        }

        return AnnotationsRule.Derive(definition, steps, problems);
    }

    private static PlanResult Conclude(
        ToolDefinition definition, PlanInput input, PlanStep[] all, PlanOutput output, ToolAnnotations annotations, ProblemList problems)
    {
        ImmutableArray<Problem> warnings = [.. problems.Warnings];
        if (problems.HasErrors)
            return new PlanResult(definition, null, [.. problems.Errors], warnings);
        var plan = new Plan
        {
            Definition = definition,
            Input = input,
            Steps = [.. all.Take(definition.Steps.Length)],
            Finally = [.. all.Skip(definition.Steps.Length)],
            Output = output,
            Annotations = annotations,
            Uses = UsesOf(all.SelectMany(step => step.Calls).Select(call => call.Tool)),
            Warnings = warnings,
        };
        return new PlanResult(definition, plan, [], warnings);
    }

    private static ImmutableSortedDictionary<string, string> UsesOf(IEnumerable<Tool> tools)
    {
        var uses = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var tool in tools)
            uses[tool.Name] = ToolFacts.Of(tool).Fingerprint;
        return uses.ToImmutable();
    }
}

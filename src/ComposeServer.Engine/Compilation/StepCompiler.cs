using System.Collections.Immutable;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Planning;

namespace ComposeServer.Engine.Compilation;

/// <summary>Turns planned steps into steps that run, and into the order in which they do.</summary>
internal static class StepCompiler
{
    internal static Schedule Schedule(ImmutableArray<PlanStep> steps, EngineOptions options)
    {
        ImmutableArray<CompiledStep> compiled = [.. steps.Select(step => Compile(step, options))];
        return new(
            [.. compiled.Select(step => (RunStep)step.RunAsync)],
            [.. compiled.Select(step => (SkipStep)step.Skip)],
            [.. steps.Select(step => step.After.Count)],
            [.. steps.Select(step => steps.Where(other => other.After.Contains(step.Index)).Select(other => other.Index).ToImmutableArray())],
            [.. steps.Select(step => step.Definition.Priority)]);
    }

    internal static ImmutableArray<RunStep> Runs(ImmutableArray<PlanStep> steps, EngineOptions options) =>
        [.. steps.Select(step => new RunStep(Compile(step, options).RunAsync))];

    /// <summary>The states of the steps at the start of a run.</summary>
    internal static StepState[] States(ImmutableArray<PlanStep> steps, ImmutableArray<PlanStep> final)
    {
        var states = new StepState[steps.Length + final.Length];
        for (var i = 0; i < states.Length; i++)
        {
            var step = i < steps.Length ? steps[i] : final[i - steps.Length];
            states[i] = new StepState(step.Name, step.Tool?.Name);
        }

        return states;
    }

    private static CompiledStep Compile(PlanStep step, EngineOptions options) => new(step, new WorkItem(Work(step, options), step));

    private static IStepWork Work(PlanStep step, EngineOptions options) => step switch
    {
        { Call: not null } => new ToolWork(step, options),
        { Value: { } value } => new ValueWork(value),
        { Elicit: { } elicit } => new ElicitWork(step, elicit),
        _ => new FailWork(step.FailMessage!),
    };
}

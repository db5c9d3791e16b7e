using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Planning;

namespace ComposeServer.Engine.Compilation;

/// <summary>Turns planned steps into steps that run.</summary>
internal static class StepCompiler
{
    internal static ImmutableArray<CompiledStep> Compile(ImmutableArray<PlanStep> steps) => [.. steps.Select(Compile)];

    /// <summary>The states of the steps at the start of a run.</summary>
    internal static StepState[] States(ImmutableArray<CompiledStep> steps)
    {
        var states = new StepState[steps.Length];
        for (var i = 0; i < states.Length; i++)
            states[i] = new StepState(steps[i].Plan.Name, steps[i].Plan.Tool?.Name);
        return states;
    }

    private static CompiledStep Compile(PlanStep step) => step.Definition.Kind switch
    {
        StepKind.Tool => new CompiledToolStep(step),
        StepKind.Value => new CompiledValueStep(step),
        _ => new CompiledFailStep(step),
    };
}

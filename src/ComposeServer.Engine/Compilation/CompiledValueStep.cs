using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;

namespace ComposeServer.Engine.Compilation;

/// <summary>A step that gives a value without a call.</summary>
internal sealed class CompiledValueStep(PlanStep plan) : CompiledStep(plan)
{
    private protected override ValueTask<StepOutcome> DoAsync(RunContext run, RunEvaluation evaluation, CancellationToken cancellationToken)
    {
        var value = Plan.Value!.Root.Evaluate(evaluation);
        return ValueTask.FromResult(StepOutcome.Succeeded(value.IsNothing ? Value.Null : value));
    }
}

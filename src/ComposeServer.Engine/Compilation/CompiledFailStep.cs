using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>A step that fails, with a message of the author's own.</summary>
internal sealed class CompiledFailStep(PlanStep plan) : CompiledStep(plan)
{
    private protected override ValueTask<StepOutcome> DoAsync(RunContext run, RunEvaluation evaluation, CancellationToken cancellationToken)
    {
        var message = Plan.FailMessage!.Root.Evaluate(evaluation);
        if (message.IsNothing)
            throw new EvaluationException("Its message gives nothing; write default(…, a text) in it.");
        var text = message.IsText ? message.Text() : message.SourceText ?? message.ToJson();
        return ValueTask.FromResult(StepOutcome.Failed(FailureKind.Fail, text));
    }
}

using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>A step, ready to run: the order of section 2 of the contract, around what the step does. Holds no state of a run.</summary>
internal abstract class CompiledStep(PlanStep plan)
{
    internal PlanStep Plan => plan;

    internal async ValueTask<StepOutcome> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var evaluation = new RunEvaluation(run);
        try
        {
            if (plan.Condition is { } condition && !condition.Holds(evaluation))
                return Bound(Skip("its condition is false", evaluation), run);
            return Bound(await DoAsync(run, evaluation, cancellationToken), run);
        }
        catch (SkippedValueException missing)
        {
            return Bound(Skip($"it needs the value of {run.Steps[missing.Step].Name}, which has none", evaluation), run);
        }
        catch (EvaluationException unusable)
        {
            return StepOutcome.Failed(FailureKind.Expression, unusable.Message);
        }
    }

    /// <summary>Does what the step is for.</summary>
    private protected abstract ValueTask<StepOutcome> DoAsync(RunContext run, RunEvaluation evaluation, CancellationToken cancellationToken);

    private StepOutcome Skip(string reason, RunEvaluation evaluation)
    {
        try
        {
            var value = plan.Default?.Root.Evaluate(evaluation) ?? Value.Nothing;
            return StepOutcome.Skipped(reason, plan.Default is not null && value.IsNothing ? Value.Null : value);
        }
        catch (SkippedValueException)
        {
            return StepOutcome.Skipped(reason, Value.Nothing);
        }
        catch (EvaluationException unusable)
        {
            return StepOutcome.Failed(FailureKind.Expression, $"Its default: {unusable.Message}");
        }
    }

    // What a step gives is kept until the run ends, so it counts against the limits.
    private static StepOutcome Bound(StepOutcome outcome, RunContext run)
    {
        if (outcome.Failure is not null)
            return outcome;
        if (ValueLimit.Broken(outcome.Value, run.Limits, "Its value is") is { } broken)
            return StepOutcome.Failed(FailureKind.ValueLimit, broken);
        return run.Budget.TryKeep(outcome.Value.SizeUpTo(run.Limits.ValueBytes))
            ? outcome
            : StepOutcome.Failed(FailureKind.RunLimit, $"The values of the run are together larger than {run.Limits.RunBytes} bytes, the most that a run may keep.");
    }
}

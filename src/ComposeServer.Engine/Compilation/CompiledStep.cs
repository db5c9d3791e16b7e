using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>A step, ready to run: the order of section 2 of the contract, around what the step does. Holds no state of a run.</summary>
internal sealed class CompiledStep(PlanStep plan, IStepWork work)
{
    private readonly WorkItem _work = new(work, plan);
    private readonly ForEachLoop? _loop = plan.ForEach is { } forEach ? new ForEachLoop(plan, forEach, new WorkItem(work, plan)) : null;

    internal PlanStep Plan => plan;

    internal async ValueTask<StepOutcome> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var evaluation = new RunEvaluation(run);
        try
        {
            if (plan.Condition is { } condition && !condition.Holds(evaluation))
                return Skip("its condition is false", evaluation, run);
            var outcome = _loop is null
                ? await _work.RunAsync(new ItemRun(run, plan.Index, evaluation), cancellationToken)
                : await _loop.RunAsync(run, evaluation, cancellationToken);
            return Bound(Settle(outcome, evaluation), run);
        }
        catch (SkippedValueException missing)
        {
            return Skip($"it needs the value of {run.Steps[missing.Step].Name}, which has none", evaluation, run);
        }
        catch (EvaluationException unusable)
        {
            return StepOutcome.Failed(FailureKind.Expression, unusable.Message);
        }
    }

    // A failure that was caught leaves the step's default, where it has one; so does a question that was declined.
    private StepOutcome Settle(StepOutcome outcome, RunEvaluation evaluation)
    {
        var wantsDefault = outcome.Value.IsNothing && !outcome.Aborts && !outcome.Finishes && outcome.Status is StepStatus.Failed or StepStatus.Skipped;
        return wantsDefault && plan.Default is not null ? outcome with { Value = Default(evaluation) } : outcome;
    }

    private StepOutcome Skip(string reason, RunEvaluation evaluation, RunContext run)
    {
        try
        {
            return Bound(StepOutcome.Skipped(reason, plan.Default is null ? Value.Nothing : Default(evaluation)), run);
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

    private Value Default(RunEvaluation evaluation)
    {
        var value = plan.Default!.Root.Evaluate(evaluation);
        return value.IsNothing ? Value.Null : value;
    }

    // What a step gives is kept until the run ends, so it counts against the limits.
    private static StepOutcome Bound(StepOutcome outcome, RunContext run)
    {
        if (outcome.Aborts)
            return outcome;
        if (ValueLimit.Broken(outcome.Value, run.Limits, "Its value") is { } broken)
            return StepOutcome.Failed(broken);
        return run.Budget.TryKeep(outcome.Value.SizeUpTo(run.Limits.ValueBytes))
            ? outcome
            : StepOutcome.Failed(FailureKind.RunLimit, $"The values of the run are together larger than {run.Limits.RunBytes} bytes, the most that a run may keep.");
    }
}

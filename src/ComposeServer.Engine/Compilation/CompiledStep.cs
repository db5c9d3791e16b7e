using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>A step, ready to run: the order of section 2 of the contract, around what the step does. Holds no state of a run.</summary>
internal sealed class CompiledStep(PlanStep plan, WorkItem work)
{
    private readonly ForEachLoop? _loop = plan.ForEach is { } forEach ? new ForEachLoop(plan, forEach, work) : null;

    internal async ValueTask<StepOutcome> RunAsync(RunContext run, CancellationToken cancellationToken)
    {
        var item = new ItemRun(run, plan.Index, new RunEvaluation(run));
        try
        {
            return Bound(Settle(await DoAsync(item, cancellationToken), run), run);
        }
        catch (SkippedValueException missing)
        {
            return Bound(Settle(StepOutcome.Skipped($"it needs the value of {run.Steps[missing.Step].Name}, which has none", Value.Nothing), run), run);
        }
    }

    /// <summary>How the step ends where it is not to start any more.</summary>
    internal StepOutcome Skip(RunContext run, string reason)
    {
        var skipped = StepOutcome.Skipped(reason, Value.Nothing);
        var settled = Bound(Settle(skipped, run), run);
        return settled.Aborts ? skipped : settled;
    }

    private ValueTask<StepOutcome> DoAsync(ItemRun item, CancellationToken cancellationToken)
    {
        try
        {
            if (plan.Condition is { } condition && !condition.Holds(item.Evaluation))
                return ValueTask.FromResult(StepOutcome.Skipped("its condition is false", Value.Nothing));
        }
        catch (EvaluationException unusable)
        {
            return CatchAsync(StepOutcome.Failed(FailureKind.Expression, unusable.Message), item, cancellationToken);
        }

        return _loop is null ? work.RunAsync(item, cancellationToken) : LoopAsync(_loop, item, cancellationToken);
    }

    private async ValueTask<StepOutcome> LoopAsync(ForEachLoop loop, ItemRun item, CancellationToken cancellationToken) =>
        await CatchAsync(await loop.RunAsync(item.Run, item.Evaluation, cancellationToken), item, cancellationToken);

    // A failure outside the items: what "onError" says of it, as far as it means something where there is no item.
    private ValueTask<StepOutcome> CatchAsync(StepOutcome outcome, ItemRun item, CancellationToken cancellationToken) =>
        outcome.Aborts && (_loop is null || plan.OnError.Action == OnErrorAction.Continue)
            ? work.HandleAsync(outcome, item, cancellationToken)
            : ValueTask.FromResult(outcome);

    // A failure that was caught leaves the step's default, where it has one; so does a step that was skipped.
    private StepOutcome Settle(StepOutcome outcome, RunContext run)
    {
        if (plan.Default is null || outcome.Aborts || !outcome.Value.IsNothing || outcome.Status == StepStatus.Succeeded)
            return outcome;
        try
        {
            var value = plan.Default.Root.Evaluate(new RunEvaluation(run));
            return outcome with { Value = value.OrNull };
        }
        catch (SkippedValueException)
        {
            return outcome;
        }
        catch (EvaluationException unusable)
        {
            return StepOutcome.Failed(FailureKind.Expression, $"Its default: {unusable.Message}");
        }
    }

    // What a step gives is kept until the run ends, so it counts against the limits.
    private static StepOutcome Bound(StepOutcome outcome, RunContext run)
    {
        if (outcome.Aborts)
            return outcome;
        // What a call gave, as it came, has been held to the limit when it came.
        if (!outcome.IsOwnResult && ValueLimit.Broken(outcome.Value, run.Limits, "Its value") is { } broken)
            return StepOutcome.Failed(broken);
        return run.Budget.TryKeep(outcome.Value.SizeUpTo(run.Limits.ValueBytes))
            ? outcome
            : StepOutcome.Failed(FailureKind.RunLimit, $"The values of the run are together larger than {run.Limits.RunBytes} bytes, the most that a run may keep.");
    }
}

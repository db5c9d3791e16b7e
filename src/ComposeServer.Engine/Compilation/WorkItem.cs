using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>Does a step's work on one item, and what <c>onError</c> says when it fails.</summary>
/// <param name="work">The work.</param>
/// <param name="plan">The step.</param>
internal sealed class WorkItem(IStepWork work, PlanStep plan)
{
    private readonly CompiledCall? _fallback =
        plan.OnError.Fallback is { } fallback ? new CompiledCall(fallback, plan.Definition.Timeout, plan.Definition.Priority) : null;

    internal async ValueTask<StepOutcome> RunAsync(ItemRun item, CancellationToken cancellationToken)
    {
        item.Run.Clock.Work(1);
        try
        {
            StepOutcome outcome;
            try
            {
                outcome = Bound(await work.DoAsync(item, cancellationToken), item);
            }
            catch (EvaluationException unusable)
            {
                outcome = StepOutcome.Failed(FailureKind.Expression, unusable.Message);
            }
            catch (SkippedValueException missing) when (plan.ForEach is not null)
            {
                // Inside an item there is nothing to skip: the item has failed.
                outcome = StepOutcome.Failed(FailureKind.Expression, $"It needs the value of {item.Run.Steps[missing.Step].Name}, which has none.");
            }

            return outcome.Aborts ? await HandleAsync(outcome, item, cancellationToken) : outcome;
        }
        finally
        {
            item.Run.Clock.Work(-1);
        }
    }

    /// <summary>What <c>onError</c> makes of a failure.</summary>
    internal async ValueTask<StepOutcome> HandleAsync(StepOutcome failed, ItemRun item, CancellationToken cancellationToken)
    {
        if (failed.IsFinal)
            return failed;
        item.Evaluation.Error = failed.Failure;
        try
        {
            return plan.OnError.Action switch
            {
                OnErrorAction.Continue => failed.Caught(Value.Nothing),
                OnErrorAction.Value => Replace(failed, plan.OnError.Value!.Root.Evaluate(item.Evaluation)),
                OnErrorAction.Fallback => await FallBackAsync(failed, item, cancellationToken),
                _ => failed,
            };
        }
        catch (EvaluationException unusable)
        {
            return StepOutcome.Failed(FailureKind.Expression, $"Its onError: {unusable.Message}");
        }
    }

    // What a call gave, as it came, has been held to the limit when it came.
    private static StepOutcome Bound(StepOutcome outcome, ItemRun item) =>
        outcome is { Aborts: false, IsOwnResult: false } && ValueLimit.Broken(outcome.Value, item.Run.Limits, "Its value") is { } broken
            ? StepOutcome.Failed(broken, outcome.Result)
            : outcome;

    private static StepOutcome Replace(StepOutcome failed, Value value) =>
        StepOutcome.Succeeded(value.OrNull) with { Failure = failed.Failure, Action = failed.Action };

    private async ValueTask<StepOutcome> FallBackAsync(StepOutcome failed, ItemRun item, CancellationToken cancellationToken)
    {
        var result = await _fallback!.MakeAsync(item, cancellationToken);
        return result.Failure is { } failure
            ? StepOutcome.Failed(failure with { Message = $"{failed.Failure!.Message} The fallback {_fallback.Tool.Name} failed too: {failure.Message}" }, result)
            : StepOutcome.Succeeded(result.Value, result) with { Failure = failed.Failure, Action = failed.Action };
    }
}

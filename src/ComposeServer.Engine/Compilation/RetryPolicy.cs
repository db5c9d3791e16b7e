using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;
using Polly;
using Polly.Retry;

namespace ComposeServer.Engine.Compilation;

/// <summary>Builds what repeats a failed call.</summary>
internal static class RetryPolicy
{
    /// <summary>Under which the item that is worked on travels with the call.</summary>
    internal static readonly ResiliencePropertyKey<ItemRun> Item = new("item");

    internal static ResiliencePipeline<StepOutcome> Build(PlanRetry retry, EngineOptions options)
    {
        var definition = retry.Definition;
        return new ResiliencePipelineBuilder<StepOutcome> { TimeProvider = options.Time }
            .AddRetry(new RetryStrategyOptions<StepOutcome>
            {
                MaxRetryAttempts = definition.Attempts - 1,
                Delay = definition.Delay,
                MaxDelay = definition.MaxDelay,
                UseJitter = definition.Jitter,
                Randomizer = options.Random,
                BackoffType = definition.Backoff switch
                {
                    Backoff.Linear => DelayBackoffType.Linear,
                    Backoff.Constant => DelayBackoffType.Constant,
                    _ => DelayBackoffType.Exponential,
                },
                ShouldHandle = arguments => ValueTask.FromResult(ShouldRetry(retry, arguments)),
                OnRetry = static arguments =>
                {
                    var item = arguments.Context.Properties.GetValue(Item, null!);
                    item.Run.Tell(RunEventKind.StepRetried, item.Step);
                    return default;
                },
            })
            .Build();
    }

    private static bool ShouldRetry(PlanRetry retry, RetryPredicateArguments<StepOutcome> arguments)
    {
        if (arguments.Outcome.Exception is not null || arguments.Outcome.Result is not { Aborts: true, Failure: { } failure } || IsFinal(failure.Kind))
            return false;
        if (retry.If is not { } condition)
            return true;
        var evaluation = arguments.Context.Properties.GetValue(Item, null!).Evaluation;
        evaluation.Error = failure;
        return condition.Holds(evaluation);
    }

    // The same call would fail in the same way again, or must not be made again.
    private static bool IsFinal(FailureKind kind) => kind
        is FailureKind.InvalidArguments or FailureKind.Expression or FailureKind.ValueLimit or FailureKind.RunLimit
        or FailureKind.Cancelled or FailureKind.Denied or FailureKind.Declined;
}

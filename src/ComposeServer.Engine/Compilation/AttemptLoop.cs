using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;
using Polly;

namespace ComposeServer.Engine.Compilation;

/// <summary>One good call: from memory where that is allowed, held against <c>expect</c>, and repeated as <c>retry</c> says.</summary>
internal sealed class AttemptLoop
{
    private readonly PlanStep _plan;
    private readonly CompiledCall _call;
    private readonly ResiliencePipeline<StepOutcome>? _retry;
    private readonly Action<ToolResult, ItemRun> _succeeded;

    /// <param name="plan">The step.</param>
    /// <param name="call">Its call.</param>
    /// <param name="options">Time and chance.</param>
    /// <param name="succeeded">Hears of each call that was made for the step and succeeded.</param>
    internal AttemptLoop(PlanStep plan, CompiledCall call, EngineOptions options, Action<ToolResult, ItemRun> succeeded)
    {
        (_plan, _call, _succeeded) = (plan, call, succeeded);
        _retry = plan.Retry is { Definition.Attempts: > 1 } retry ? RetryPolicy.Build(retry, options) : null;
    }

    internal ValueTask<StepOutcome> RunAsync(Value arguments, ItemRun item, CancellationToken cancellationToken) => _retry is { } retry
        ? RepeatAsync(retry, arguments, item, cancellationToken)
        : AttemptAsync(arguments, item, cancellationToken);

    private async ValueTask<StepOutcome> RepeatAsync(ResiliencePipeline<StepOutcome> retry, Value arguments, ItemRun item, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        context.Properties.Set(RetryPolicy.Item, item);
        try
        {
            return await retry.ExecuteAsync(static (c, s) => s.Loop.AttemptAsync(s.Arguments, s.Item, c.CancellationToken), context, (Loop: this, Arguments: arguments, Item: item));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<StepOutcome> AttemptAsync(Value arguments, ItemRun item, CancellationToken cancellationToken)
    {
        item.Evaluation.This = Value.Nothing;
        var (result, isCached) = _plan.Definition.Cache is { } keep
            ? await _call.RememberedAsync(arguments, keep, item, cancellationToken)
            : (await _call.CallAsync(arguments, item, cancellationToken), false);
        if (result.Failure is { } failure)
            return StepOutcome.Failed(failure, result);
        item.Evaluation.This = result.Value;
        var broken = ValueLimit.Broken(result.Value, item.Run.Limits, "What the call gave");
        if (broken is null && _plan.Expect is { } expect && !expect.Holds(item.Evaluation))
            return Unexpected(expect.Expression?.Text ?? "false", arguments, result, item);
        if (!isCached)
            _succeeded(result, item);
        if (broken is not null)
            return StepOutcome.Failed(broken, result);
        return StepOutcome.Given(result, isCached);
    }

    private StepOutcome Unexpected(string expected, Value arguments, ToolResult result, ItemRun item)
    {
        if (_plan.Definition.Cache is not null)
            item.Run.Options.Cache.Forget(CallKey.Of(_call.Tool, arguments));
        return StepOutcome.Failed(new ToolFailure(FailureKind.Expectation, $"What the call gave is not what the step expects: {expected}"), result);
    }
}

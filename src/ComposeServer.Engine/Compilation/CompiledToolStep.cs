using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>A step that calls a tool: arguments, their check, one call under its timeout, <c>expect</c>, <c>result</c>.</summary>
internal sealed class CompiledToolStep(PlanStep plan) : CompiledStep(plan)
{
    private readonly Tool _tool = plan.Tool!;

    private protected override async ValueTask<StepOutcome> DoAsync(RunContext run, RunEvaluation evaluation, CancellationToken cancellationToken)
    {
        var arguments = Arguments(run, evaluation, out var fault);
        if (fault is not null)
            return StepOutcome.Failed(fault);
        if (!run.Budget.TryCall())
            return StepOutcome.Failed(FailureKind.RunLimit, $"The run has made {run.Limits.CallsPerRun} calls, the most that a run may make.");
        run.Steps[Plan.Index].Attempts++;
        var result = await CallAsync(arguments, run, cancellationToken);
        return result.Failure is { } failure ? StepOutcome.Failed(failure, result) : Answer(result, evaluation);
    }

    private Value Arguments(RunContext run, RunEvaluation evaluation, out ToolFailure? fault)
    {
        var arguments = Plan.Params?.Root.Evaluate(evaluation) ?? Value.Nothing;
        if (arguments.IsNothing)
            arguments = Value.EmptyObject;
        if (ValueLimit.Broken(arguments, run.Limits, "The arguments are not sent: they are") is { } broken)
        {
            fault = new ToolFailure(FailureKind.ValueLimit, broken);
            return arguments;
        }

        fault = arguments.Kind == ValueKind.Object ? null : new ToolFailure(FailureKind.InvalidArguments, "\"params\" must give an object, and gave something else.");
        if (fault is not null || Plan.Arguments is not { } schema)
            return arguments;
        arguments = schema.Coerce(arguments);
        if (!schema.IsValid(arguments))
            fault = new ToolFailure(FailureKind.InvalidArguments, ArgumentFaults.Describe(schema.Validate(arguments), $"The arguments do not fit {_tool.Name}, so they were not sent"));
        return arguments;
    }

    private async ValueTask<ToolResult> CallAsync(Value arguments, RunContext run, CancellationToken cancellationToken)
    {
        var call = new ToolCall(arguments, new CallContext { Depth = run.Depth, Budget = run.Budget, Progress = ProgressOf(run) });
        if (Plan.Definition.Timeout is not { } timeout)
            return await _tool.Invoke(call, cancellationToken);
        using var clock = new CancellationTokenSource(timeout, run.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            return await _tool.Invoke(call, both.Token);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ToolResult.Failed(FailureKind.Timeout, $"No answer within {timeout.TotalSeconds:0.###} s, the timeout of the step.");
        }
    }

    private Action<ToolProgress>? ProgressOf(RunContext run) => run.Observer is { } observer
        ? progress => observer(new RunEvent(RunEventKind.StepProgressed, run, Plan.Index, progress))
        : null;

    private StepOutcome Answer(ToolResult result, RunEvaluation evaluation)
    {
        evaluation.This = result.Value;
        if (Plan.Expect is { } expect && !expect.Holds(evaluation))
            return StepOutcome.Failed(new ToolFailure(FailureKind.Expectation, $"What the call gave is not what the step expects: {expect.Expression?.Text ?? "false"}"), result);
        if (Plan.Result is not { } template)
            return StepOutcome.Succeeded(result.Value, result, isOwnResult: true);
        var value = template.Root.Evaluate(evaluation);
        return StepOutcome.Succeeded(value.IsNothing ? Value.Null : value, result);
    }
}

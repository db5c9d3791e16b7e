using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>One call of a tool: its arguments and their check, a slot of the run, and a time limit of its own.</summary>
/// <param name="plan">The call.</param>
/// <param name="timeout">The longest that it may take; null for no limit of its own.</param>
/// <param name="priority">Which of several waiting calls goes first.</param>
internal sealed class CompiledCall(PlanCall plan, TimeSpan? timeout, int priority)
{
    internal Tool Tool => plan.Tool;

    /// <summary>Works out the arguments, checks them, and makes the call.</summary>
    internal ValueTask<ToolResult> MakeAsync(ItemRun item, CancellationToken cancellationToken)
    {
        var arguments = Arguments(item.Evaluation, item.Run.Limits, out var fault);
        return fault is null ? CallAsync(arguments, item, cancellationToken) : ValueTask.FromResult(ToolResult.Failed(fault));
    }

    /// <summary>The arguments, as the tool's schema takes them.</summary>
    internal Value Arguments(RunEvaluation evaluation, EngineLimits limits, out ToolFailure? fault)
    {
        var arguments = plan.Params?.Root.Evaluate(evaluation) ?? Value.Nothing;
        return Check(arguments.IsNothing ? Value.EmptyObject : arguments, limits, out fault);
    }

    /// <summary>Holds arguments against the tool's schema.</summary>
    internal Value Check(Value arguments, EngineLimits limits, out ToolFailure? fault)
    {
        fault = arguments.Kind == ValueKind.Object
            ? ValueLimit.Broken(arguments, limits, "What was to be sent")
            : new ToolFailure(FailureKind.InvalidArguments, "\"params\" must give an object, and gave something else.");
        if (fault is not null || plan.Arguments is not { } schema)
            return arguments;
        arguments = schema.Coerce(arguments);
        if (!schema.IsValid(arguments))
            fault = new ToolFailure(FailureKind.InvalidArguments, ArgumentFaults.Describe(schema.Validate(arguments), $"The arguments do not fit {Tool.Name}, so they were not sent"));
        return arguments;
    }

    /// <summary>Makes the call with arguments that were checked, when a slot is free.</summary>
    internal async ValueTask<ToolResult> CallAsync(Value arguments, ItemRun item, CancellationToken cancellationToken)
    {
        var run = item.Run;
        await run.Slots.EnterAsync(priority, cancellationToken);
        try
        {
            if (!run.Budget.TryCall())
                return ToolResult.Failed(FailureKind.RunLimit, $"The run has made {run.Limits.CallsPerRun} calls, the most that a run may make.");
            item.CountAttempt();
            return await WithinAsync(arguments, item, cancellationToken);
        }
        finally
        {
            run.Slots.Leave();
        }
    }

    private async ValueTask<ToolResult> WithinAsync(Value arguments, ItemRun item, CancellationToken cancellationToken)
    {
        if (timeout is not { } longest)
            return await Tool.Invoke(new ToolCall(arguments, ContextOf(item, CancellationToken.None)), cancellationToken);
        using var clock = new CancellationTokenSource(longest, item.Run.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            return await Tool.Invoke(new ToolCall(arguments, ContextOf(item, clock.Token)), both.Token);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ToolResult.Failed(FailureKind.Timeout, $"No answer within {longest.TotalSeconds:0.###} s, the timeout of the step.");
        }
    }

    private static CallContext ContextOf(ItemRun item, CancellationToken timeLimit)
    {
        var run = item.Run;
        return run.Caller with
        {
            Depth = run.Depth,
            Budget = run.Budget,
            TimeLimit = timeLimit,
            Progress = !run.WantsProgress ? null : progress => run.Tell(RunEventKind.StepProgressed, item.Step, progress),
            Waiting = waits => run.Clock.Wait(waits ? 1 : -1),
        };
    }
}

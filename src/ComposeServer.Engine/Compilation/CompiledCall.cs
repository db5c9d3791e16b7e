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

    /// <summary>Works out the arguments, checks them, and makes the call, which is no attempt of the step's own.</summary>
    internal ValueTask<ToolResult> MakeAsync(ItemRun item, CancellationToken cancellationToken)
    {
        var arguments = Arguments(item.Evaluation, item.Run.Limits, out var fault);
        return fault is null ? CallAsync(arguments, item, cancellationToken, counts: false) : ValueTask.FromResult(ToolResult.Failed(fault));
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
    internal ValueTask<ToolResult> CallAsync(Value arguments, ItemRun item, CancellationToken cancellationToken, bool counts = true)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return item.Run.Slots is null && timeout is null ? SendAsync(arguments, item, counts, cancellationToken) : WithSlotAsync(arguments, item, counts, cancellationToken);
    }

    private async ValueTask<ToolResult> WithSlotAsync(Value arguments, ItemRun item, bool counts, CancellationToken cancellationToken)
    {
        await EnterAsync(item.Run, cancellationToken);
        try
        {
            return timeout is null
                ? await SendAsync(arguments, item, counts, cancellationToken)
                : await LimitedAsync(arguments, item, counts, cancellationToken);
        }
        finally
        {
            item.Run.Slots?.Leave();
        }
    }

    private async ValueTask<ToolResult> LimitedAsync(Value arguments, ItemRun item, bool counts, CancellationToken cancellationToken)
    {
        var (result, _) = await WithinAsync(
            async (token, timeLimit) => (await SendAsync(arguments, item, counts, token, timeLimit), false), item, cancellationToken);
        return result;
    }

    /// <summary>Gives what is remembered of an equal call, joins the one in flight, or makes it; and whether it is not this step's own call.</summary>
    internal async ValueTask<(ToolResult Result, bool IsShared)> RememberedAsync(Value arguments, TimeSpan keep, ItemRun item, CancellationToken cancellationToken)
    {
        var (cache, time, key) = (item.Run.Options.Cache, item.Run.Time, CallKey.Of(Tool, arguments));
        if (cache.Find(key, time) is { } kept)
            return (kept, true);
        await EnterAsync(item.Run, cancellationToken);
        try
        {
            while (true)
            {
                var answer = await WithinAsync(
                    (token, _) => cache.GetAsync(key, keep, time, shared => SendAsync(arguments, item, true, shared).AsTask(), token), item, cancellationToken);
                // What another run had no budget left for, this one may have.
                if (!answer.IsShared || answer.Result.Failure is not { Kind: FailureKind.RunLimit })
                    return answer;
            }
        }
        finally
        {
            item.Run.Slots?.Leave();
        }
    }

    private ValueTask EnterAsync(RunContext run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (run.Slots is not { } slots)
            return ValueTask.CompletedTask;
        var turn = slots.EnterAsync(priority, cancellationToken);
        return turn.IsCompletedSuccessfully ? turn : WaitAsync(turn, run, cancellationToken);
    }

    // Who waits for a slot is not at work: those that hold one are, or wait for people.
    private static async ValueTask WaitAsync(ValueTask turn, RunContext run, CancellationToken cancellationToken)
    {
        run.Clock.Work(-1);
        try
        {
            await turn;
        }
        finally
        {
            run.Clock.Work(1);
        }

        if (!cancellationToken.IsCancellationRequested)
            return;
        run.Slots!.Leave();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private ValueTask<ToolResult> SendAsync(
        Value arguments, ItemRun item, bool counts, CancellationToken cancellationToken, CancellationToken timeLimit = default)
    {
        var run = item.Run;
        if (!run.Budget.TryCall())
            return ValueTask.FromResult(ToolResult.Failed(FailureKind.RunLimit, $"The run has made {run.Limits.CallsPerRun} calls, the most that a run may make."));
        if (counts)
            item.CountAttempt();
        return Tool.Invoke(new ToolCall(arguments, ContextOf(item, timeLimit)), cancellationToken);
    }

    private async ValueTask<(ToolResult Result, bool IsShared)> WithinAsync(
        Func<CancellationToken, CancellationToken, ValueTask<(ToolResult Result, bool IsShared)>> call, ItemRun item, CancellationToken cancellationToken)
    {
        if (timeout is not { } longest)
            return await call(cancellationToken, CancellationToken.None);
        using var clock = new CancellationTokenSource(longest, item.Run.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            return await call(both.Token, clock.Token);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (ToolResult.Failed(FailureKind.Timeout, $"No answer within {longest.TotalSeconds:0.###} s, the timeout of the step."), false);
        }
    }

    private CallContext ContextOf(ItemRun item, CancellationToken timeLimit)
    {
        var run = item.Run;
        var trace = item.State.Trace ?? run.Trace;
        var calls = run.Calls ??= run.Caller with
        {
            Depth = run.Depth,
            Budget = run.Budget,
            TimeLimit = CancellationToken.None,
            Progress = null,
            Ran = null,
            Trace = run.Trace,
            Waiting = run.Clock.Waiting,
        };
        return !run.WantsProgress && timeLimit == CancellationToken.None && trace == calls.Trace && !Tool.ChecksArguments
            ? calls
            : calls with
            {
                TimeLimit = timeLimit,
                Progress = run.WantsProgress ? ProgressOf(item) : null,
                Trace = trace,
                Ran = Tool.ChecksArguments ? item.State.KeepRun : null,
            };
    }

    // A call that lives on for others when its own step has gone away is not heard here any more.
    private static Action<ToolProgress> ProgressOf(ItemRun item) => progress => TellProgress(item, progress);

    private static void TellProgress(ItemRun item, ToolProgress progress)
    {
        if (item.State.Status == StepStatus.Running)
            item.Run.Tell(RunEventKind.StepProgressed, item.Step, progress);
    }
}

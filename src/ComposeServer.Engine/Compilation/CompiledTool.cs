using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>A composed tool, ready to run; safe from any thread, and it holds no state of a run.</summary>
internal sealed class CompiledTool
{
    /// <summary>How many calls <c>finally</c> may make where the run has spent all that it had.</summary>
    private const int CleaningCalls = 100;

    private readonly EngineOptions _options;
    private readonly CompiledInput _input;
    private readonly CompiledOutput _output;
    private readonly Schedule _schedule;
    private readonly ImmutableArray<RunStep> _finally;
    private readonly bool _callsOneByOne;

    internal CompiledTool(Plan plan, EngineOptions options)
    {
        Plan = plan;
        _options = options;
        _input = new CompiledInput(plan.Input);
        _output = new CompiledOutput(plan.Output, plan.Steps.Length);
        _schedule = StepCompiler.Schedule(plan.Steps, options);
        _finally = StepCompiler.Runs(plan.Finally, options);
        _callsOneByOne = _schedule.IsChain && plan.Steps.Concat(plan.Finally).All(step => step.ForEach is null);
        Tool = new Tool
        {
            Name = plan.Definition.Name,
            BareName = plan.Definition.Name,
            Description = plan.Definition.Description,
            InputSchema = plan.Input.Schema,
            OutputSchema = plan.Output.Declared,
            ValueSchema = plan.Output.ValueSchema,
            Annotations = plan.Annotations,
            ChecksArguments = true,
            Invoke = InvokeAsync,
        };
    }

    internal Plan Plan { get; }

    /// <summary>The composed tool as something that steps and clients can call.</summary>
    internal Tool Tool { get; }

    /// <summary>Runs it.</summary>
    /// <param name="arguments">The arguments, an object.</param>
    /// <param name="caller">What the run is part of.</param>
    /// <param name="observer">Hears of everything that happens; null when nobody listens.</param>
    /// <param name="cancellationToken">Cancelled: the result says so; nothing is thrown.</param>
    internal async ValueTask<RunResult> RunAsync(Value arguments, CallContext caller, Action<RunEvent>? observer, CancellationToken cancellationToken)
    {
        using var clock = new RunClock(Plan.Definition.Timeout, _options.Time, caller.Waiting, cancellationToken);
        var run = Start(caller, clock, observer);
        run.Tell(RunEventKind.RunStarted, -1);
        var result = await RunAsync(run, arguments, cancellationToken);
        run.Failure = result.Failure?.Failure;
        run.Tell(RunEventKind.RunEnded, -1);
        return result;
    }

    private async ValueTask<RunResult> RunAsync(RunContext run, Value arguments, CancellationToken cancellationToken)
    {
        if (run.Depth > _options.Limits.Depth)
            return RunResult.Failed(run, FailureKind.RunLimit, $"Composed tools call each other more than {_options.Limits.Depth} deep.");
        run.Input = _input.Read(arguments, out var fault);
        if (fault is not null)
            return RunResult.Failed(run, new RunFailure(-1, fault));
        var failed = await Scheduler.RunAsync(_schedule, run, run.Clock.Ends);
        var result = failed is null ? _output.Of(run) : RunResult.Failed(run, Explained(failed, cancellationToken));
        run.Failure = result.Failure?.Failure;
        if (result.Failure is not null)
            await run.Compensations.UndoAsync(run.Time);
        if (run.Failure is { Kind: FailureKind.RunLimit })
            run.Renew(CleaningCalls);
        // Whatever happened, these run, and their failures are only in the trace.
        for (var i = 0; i < _finally.Length; i++)
            await Scheduler.RunStepAsync(_finally[i], run, run.MainSteps + i, CancellationToken.None);
        return result;
    }

    // What was cancelled, and not by the caller, has run out of time.
    private RunFailure Explained(RunFailure failure, CancellationToken caller) =>
        failure.Failure.Kind == FailureKind.Cancelled && !caller.IsCancellationRequested ? failure with { Failure = TimedOut() } : failure;

    private async ValueTask<ToolResult> InvokeAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var reporter = call.Context.Progress is { } progress ? new ProgressReporter(progress, _options.Time) : null;
        var result = await RunAsync(call.Arguments, call.Context, reporter is null ? null : reporter.Hear, cancellationToken);
        var answer = RunAnswer.Of(result, Tool.OutputSchema.ValueKind != JsonValueKind.Undefined);
        call.Context.Ran?.Invoke(answer.Run);
        if (result.IsCancelled)
            cancellationToken.ThrowIfCancellationRequested();
        return answer;
    }

    private RunContext Start(CallContext caller, RunClock clock, Action<RunEvent>? observer) => new()
    {
        Id = _options.NewRunId(),
        Tool = Tool.Name,
        Options = _options,
        StartedAt = _options.Time.GetUtcNow(),
        Depth = caller.Depth + 1,
        Budget = caller.Budget ?? new RunBudget(_options.Limits.CallsPerRun, _options.Limits.RunBytes),
        Caller = caller,
        Trace = caller.Trace,
        Slots = _callsOneByOne ? null : new CallSlots(Math.Min(Plan.Definition.MaxParallel, _options.Limits.Parallel)),
        Clock = clock,
        Steps = StepCompiler.States(Plan.Steps, Plan.Finally),
        MainSteps = Plan.Steps.Length,
        Observer = observer + _options.Observer,
        WantsProgress = observer is not null,
    };

    private ToolFailure TimedOut() =>
        new(FailureKind.Timeout, $"The run took longer than {Plan.Definition.Timeout.TotalSeconds:0.###} s, its timeout.");
}

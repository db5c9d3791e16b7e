using System.Collections.Immutable;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>A composed tool, ready to run; safe from any thread, and it holds no state of a run.</summary>
internal sealed class CompiledTool
{
    private readonly EngineOptions _options;
    private readonly CompiledInput _input;
    private readonly CompiledOutput _output;
    private readonly ImmutableArray<CompiledStep> _steps;
    private readonly ImmutableArray<RunStep> _runs;

    internal CompiledTool(Plan plan, EngineOptions options)
    {
        Plan = plan;
        _options = options;
        _input = new CompiledInput(plan.Input);
        _output = new CompiledOutput(plan.Output);
        _steps = StepCompiler.Compile(plan.Steps);
        _runs = [.. _steps.Select(step => new RunStep(step.RunAsync))];
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
        var result = await RunToEnd(Start(caller, observer), arguments, cancellationToken);
        _options.RunEnded?.Invoke(result);
        return result;
    }

    private async ValueTask<RunResult> RunToEnd(RunContext run, Value arguments, CancellationToken cancellationToken)
    {
        if (run.Depth > _options.Limits.Depth)
            return Fail(run, FailureKind.RunLimit, $"Composed tools call each other more than {_options.Limits.Depth} deep.");
        run.Input = _input.Read(arguments, out var fault);
        if (fault is not null)
            return new RunResult(run, Value.Nothing, null, new RunFailure(-1, fault));
        using var clock = new CancellationTokenSource(Plan.Definition.Timeout, _options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        if (await Scheduler.RunAsync(_runs, run, both.Token) is not { } failure)
            return _output.Of(run);
        var isTimeout = failure.Failure.Kind == FailureKind.Cancelled && !cancellationToken.IsCancellationRequested;
        return new RunResult(run, Value.Nothing, null, isTimeout ? failure with { Failure = TimedOut() } : failure);
    }

    private async ValueTask<ToolResult> InvokeAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var reporter = call.Context.Progress is { } progress ? new ProgressReporter(progress, _options.Time) : null;
        var result = await RunAsync(call.Arguments, call.Context, reporter is null ? null : reporter.Hear, cancellationToken);
        if (result.IsCancelled)
            cancellationToken.ThrowIfCancellationRequested();
        return RunAnswer.Of(result, Tool.OutputSchema.ValueKind != System.Text.Json.JsonValueKind.Undefined);
    }

    private RunContext Start(CallContext caller, Action<RunEvent>? observer) => new()
    {
        Id = _options.NewRunId(),
        Tool = Tool.Name,
        Time = _options.Time,
        StartedAt = _options.Time.GetUtcNow(),
        Started = _options.Time.GetTimestamp(),
        Depth = caller.Depth + 1,
        Budget = caller.Budget ?? new RunBudget(_options.Limits.CallsPerRun, _options.Limits.RunBytes),
        Limits = _options.Limits,
        Steps = StepCompiler.States(_steps),
        Observer = observer,
    };

    private ToolFailure TimedOut() =>
        new(FailureKind.Timeout, $"The run took longer than {Plan.Definition.Timeout.TotalSeconds:0.###} s, its timeout.");

    private static RunResult Fail(RunContext run, FailureKind kind, string message) =>
        new(run, Value.Nothing, null, new RunFailure(-1, new ToolFailure(kind, message)));
}

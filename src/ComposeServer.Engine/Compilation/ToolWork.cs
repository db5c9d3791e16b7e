using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>Calls a tool: arguments → cache → call → expect, repeated by retry and until → paginate → result.</summary>
internal sealed class ToolWork : IStepWork
{
    private readonly PlanStep _plan;
    private readonly CompiledCall _call;
    private readonly AttemptLoop _attempts;
    private readonly UntilLoop? _until;
    private readonly CompiledCall? _compensation;

    internal ToolWork(PlanStep plan, EngineOptions options)
    {
        _plan = plan;
        _call = new CompiledCall(plan.Call!, plan.Definition.Timeout, plan.Definition.Priority);
        _attempts = new AttemptLoop(plan, _call, options, Remember);
        _until = plan.Until is { } until ? new UntilLoop(until, _attempts) : null;
        _compensation = plan.Compensate is { } compensate ? new CompiledCall(compensate, null, 0) : null;
    }

    public ValueTask<StepOutcome> DoAsync(ItemRun item, CancellationToken cancellationToken)
    {
        var arguments = _call.Arguments(item.Evaluation, item.Run.Limits, out var fault);
        if (fault is not null)
            return ValueTask.FromResult(StepOutcome.Failed(fault));
        return _plan is { Paginate: null, Result: null } ? OnceAsync(arguments, item, cancellationToken) : ShapedAsync(arguments, item, cancellationToken);
    }

    private async ValueTask<StepOutcome> ShapedAsync(Value arguments, ItemRun item, CancellationToken cancellationToken)
    {
        var outcome = await OnceAsync(arguments, item, cancellationToken);
        if (outcome.Aborts)
            return outcome;
        if (_plan.Paginate is { } pages)
            outcome = await PagesAsync(pages, arguments, outcome, item, cancellationToken);
        return outcome.Aborts || _plan.Result is not { } template ? outcome : Shape(template, outcome, item);
    }

    private ValueTask<StepOutcome> OnceAsync(Value arguments, ItemRun item, CancellationToken cancellationToken) => _until is null
        ? _attempts.RunAsync(arguments, item, cancellationToken)
        : _until.RunAsync(arguments, item, cancellationToken);

    // All items of all pages in one list.
    private async ValueTask<StepOutcome> PagesAsync(PlanPaginate pages, Value arguments, StepOutcome outcome, ItemRun item, CancellationToken cancellationToken)
    {
        var all = new List<Value>();
        var (bytes, limits) = (0L, item.Run.Limits);
        for (var page = 1; ; page++)
        {
            bytes += Gather(pages.Items, item, all);
            if (bytes > limits.ValueBytes)
                return StepOutcome.Failed(ValueLimit.Of("The list of all pages", limits));
            if (!pages.While.Holds(item.Evaluation))
                break;
            if (page >= pages.MaxPages)
                return StepOutcome.Failed(FailureKind.ValueLimit, $"There are more than {pages.MaxPages} pages, the most that this step fetches; raise \"maxPages\" or ask for less.");
            var next = _call.Check(Merge(arguments, pages.Next.Root.Evaluate(item.Evaluation)), limits, out var fault);
            if (fault is not null)
                return StepOutcome.Failed(fault);
            outcome = await OnceAsync(arguments = next, item, cancellationToken);
            if (outcome.Aborts)
                return outcome;
        }

        var list = Value.Of([.. all]);
        item.Evaluation.This = list;
        return StepOutcome.Succeeded(list);
    }

    private static long Gather(Template template, ItemRun item, List<Value> all)
    {
        var items = template.Root.Evaluate(item.Evaluation);
        if (!items.IsNothing && items.Kind != ValueKind.List)
            throw new Expressions.EvaluationException("\"items\" of \"paginate\" must give a list, and gave something else.");
        foreach (var one in items.Items())
            all.Add(one);
        return items.SizeUpTo(item.Run.Limits.ValueBytes);
    }

    private static Value Merge(Value arguments, Value changes)
    {
        if (!changes.IsNothing && changes.Kind != ValueKind.Object)
            throw new Expressions.EvaluationException("\"next\" of \"paginate\" must give an object, and gave something else.");
        var members = new List<Member>();
        foreach (var member in arguments.Members())
            if (changes.Get(member.Name).IsNothing)
                members.Add(member);
        foreach (var member in changes.Members())
            members.Add(member);
        return Value.Of([.. members]);
    }

    private static StepOutcome Shape(Template template, StepOutcome outcome, ItemRun item)
    {
        var value = template.Root.Evaluate(item.Evaluation);
        return outcome with { Value = value.OrNull, IsOwnResult = false };
    }

    // Each call that succeeded has had its effect, whatever becomes of the step.
    private void Remember(ToolResult result, ItemRun item)
    {
        if (_compensation is not { } call)
            return;
        var seen = item.Evaluation;
        var evaluation = new RunEvaluation(item.Run) { This = result.Value, Item = seen.Item, Index = seen.Index, Own = (item.Step, result.Value) };
        item.Run.Compensations.Add(new Compensation(_plan.Name, call.Tool.Name, token => UndoAsync(call, evaluation, item.Run, token)));
    }

    private static async ValueTask<string?> UndoAsync(CompiledCall call, RunEvaluation evaluation, RunContext run, CancellationToken cancellationToken)
    {
        try
        {
            var arguments = call.Arguments(evaluation, run.Limits, out var fault);
            if (fault is not null)
                return fault.Message;
            var result = await call.Tool.Invoke(new ToolCall(arguments, new CallContext { Depth = run.Depth, Trace = run.Trace }), cancellationToken);
            return result.Failure?.Message;
        }
        catch (Exception unusable) when (unusable is Expressions.EvaluationException or Expressions.SkippedValueException)
        {
            return unusable.Message;
        }
    }
}

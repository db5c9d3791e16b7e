using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>Does a step's work once for each item of a list; the results keep the order of the items.</summary>
internal sealed class ForEachLoop(PlanStep plan, PlanForEach forEach, WorkItem work)
{
    private readonly bool _tolerates = forEach.Tolerance is not null || plan.OnError.Action == OnErrorAction.Continue;

    internal async ValueTask<StepOutcome> RunAsync(RunContext run, RunEvaluation evaluation, CancellationToken cancellationToken)
    {
        if (Refuse(evaluation, run.Limits, out var list) is { } failure)
            return StepOutcome.Failed(failure);
        var items = new Value[list.IsNothing ? 0 : list.Count];
        var at = 0;
        foreach (var item in list.Items())
            items[at++] = item;
        run.Steps[plan.Index].Items = items.Length;
        var outcomes = new StepOutcome[items.Length];
        Array.Fill(outcomes, StepOutcome.None);
        var attempts = new int[items.Length];
        var fatal = await AllAsync(run, items, outcomes, attempts, cancellationToken);
        return Conclude(run, outcomes, attempts, fatal);
    }

    private ToolFailure? Refuse(RunEvaluation evaluation, EngineLimits limits, out Value list)
    {
        list = Value.Nothing;
        try
        {
            list = forEach.List.Root.Evaluate(evaluation);
        }
        catch (EvaluationException unusable)
        {
            return new ToolFailure(FailureKind.Expression, unusable.Message);
        }

        if (!list.IsNothing && list.Kind != ValueKind.List)
            return new ToolFailure(FailureKind.Expression, $"\"forEach\" must give a list, and gave {Types.KindWords.NamesWithArticle(Types.KindWords.Of(list))}.");
        var most = Math.Min(forEach.MaxItems ?? limits.Items, limits.Items);
        return list.IsNothing || list.Count <= most
            ? null
            : new ToolFailure(FailureKind.ValueLimit, $"\"forEach\" has {list.Count} items, and may have {most}; nothing was called.");
    }

    // Gives the item whose failure no tolerance covers; −1 when there is none.
    private async ValueTask<int> AllAsync(RunContext run, Value[] items, StepOutcome[] outcomes, int[] attempts, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (next, failures, bytes, fatal) = (-1, 0, 0L, -1);
        var allowed = Allowed(items.Length);
        async Task WorkAsync()
        {
            for (var index = Interlocked.Increment(ref next); index < items.Length && !stop.IsCancellationRequested; index = Interlocked.Increment(ref next))
            {
                var outcome = await OneAsync(run, items[index], index, attempts, stop.Token);
                // What the items give is one list, so together they are held to the limit of a value, and no more is gathered than that.
                var isTooMuch = Interlocked.Add(ref bytes, outcome.Value.SizeUpTo(run.Limits.ValueBytes)) > run.Limits.ValueBytes;
                outcomes[index] = outcome = isTooMuch ? StepOutcome.Failed(ValueLimit.Of("The list of what the items give", run.Limits)) : outcome;
                var isFatal = isTooMuch || (outcome.Aborts && outcome.IsFinal);
                if (isFatal)
                    Interlocked.CompareExchange(ref fatal, index, -1);
                run.Steps[plan.Index].CountItem();
                run.Tell(RunEventKind.ItemEnded, plan.Index);
                // The first failure that is one too many ends the step, and with it the items in flight.
                if (Counts(outcome) && (Interlocked.Increment(ref failures) > allowed || isFatal))
                    stop.Cancel();
            }
        }

        var workers = new Task[Math.Min(forEach.MaxParallel, items.Length)];
        for (var i = 0; i < workers.Length; i++)
            workers[i] = WorkAsync();
        await Task.WhenAll(workers);
        cancellationToken.ThrowIfCancellationRequested();
        return fatal;
    }

    private async Task<StepOutcome> OneAsync(RunContext run, Value value, int index, int[] attempts, CancellationToken cancellationToken)
    {
        var item = new ItemRun(run, plan.Index, new RunEvaluation(run) { Item = value, Index = index });
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await work.RunAsync(item, cancellationToken);
        }
        catch (SkippedValueException missing)
        {
            return StepOutcome.Failed(FailureKind.Expression, $"Its onError needs the value of {run.Steps[missing.Step].Name}, which has none.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return StepOutcome.None;
        }
        finally
        {
            attempts[index] = item.Attempts;
        }
    }

    private static bool Counts(StepOutcome outcome) => outcome.Status == StepStatus.Failed;

    private int Allowed(int items) =>
        forEach.Tolerance is { } tolerance ? tolerance.Of(items) : plan.OnError.Action == OnErrorAction.Continue ? items : 0;

    private StepOutcome Conclude(RunContext run, StepOutcome[] outcomes, int[] attempts, int fatal)
    {
        var failures = Failures(outcomes, attempts);
        run.Steps[plan.Index].ItemFailures = failures;
        if (fatal >= 0 || failures.Length > Allowed(outcomes.Length))
        {
            var first = fatal >= 0 ? fatal : failures[0].Index;
            run.Steps[plan.Index].FailingAttempts = attempts[first];
            return TooMany(outcomes, failures, first);
        }

        var values = new Value[outcomes.Length];
        var contents = ImmutableArray.CreateBuilder<Value>(outcomes.Length);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = outcomes[i].Value.OrNull;
            contents.Add(outcomes[i].Result?.Content is { IsNothing: false } content ? content : Value.EmptyList);
        }

        return StepOutcome.Succeeded(Value.Of(values)) with { ItemContents = contents.MoveToImmutable() };
    }

    private static ImmutableArray<ItemFailure> Failures(StepOutcome[] outcomes, int[] attempts)
    {
        var failures = ImmutableArray.CreateBuilder<ItemFailure>();
        for (var i = 0; i < outcomes.Length; i++)
            if (Counts(outcomes[i]))
                failures.Add(new ItemFailure(i, outcomes[i].Failure!.Message, attempts[i]));
        return failures.ToImmutable();
    }

    private StepOutcome TooMany(StepOutcome[] outcomes, ImmutableArray<ItemFailure> failures, int first)
    {
        var failure = outcomes[first].Failure!;
        var count = failures.Length > 1 ? $" ({failures.Length} items have failed)" : "";
        return StepOutcome.Failed(failure with { Message = $"Item {first}{count}: {failure.Message}" }, _tolerates ? null : outcomes[first].Result) with { Action = outcomes[first].Action };
    }
}

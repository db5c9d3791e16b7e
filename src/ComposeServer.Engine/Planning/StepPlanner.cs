using System.Text.Json;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Rules;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Tools;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>Plans a step: binds its templates where they stand, checks its calls, and says what is known of its value.</summary>
/// <param name="calls">Finds and checks tools.</param>
/// <param name="found">The tool of each step, by place; null where there is none.</param>
/// <param name="input">What the composed tool takes.</param>
/// <param name="table">All steps.</param>
/// <param name="mode">In which order they run.</param>
/// <param name="problems">What is wrong.</param>
internal sealed class StepPlanner(CallPlanner calls, IReadOnlyList<Tool?> found, PlanInput input, StepTable table, RunMode mode, ProblemList problems)
{
    private readonly ControlPlanner _control = new(calls, problems);

    /// <summary>Whether every template so far could be bound.</summary>
    internal bool IsWhole => _control.IsWhole;

    /// <summary>Every reference so far, those too that a fault beside them keeps out of the plan.</summary>
    internal IReadOnlyList<Expressions.BoundReference> References => _control.References;

    internal PlanStep Plan(StepDefinition step)
    {
        var index = step.Number - 1;
        var isFinal = index >= table.Count;
        var outside = ScopeView.Step with { HasError = isFinal, ErrorMayBeNothing = isFinal };
        var before = new StepScope(input, table, outside, index);
        var forEach = _control.ForEach(step, before);
        var item = outside with { Item = forEach?.List.Root.Type.ItemType() };
        var inside = new StepScope(input, table, item, index);
        var answerType = AnswerType(step, found[index], step.Elicit);
        var answered = item with { This = answerType };
        var after = new StepScope(input, table, answered, index);
        var planned = new PlanStep
        {
            Definition = step,
            Index = index,
            Condition = _control.Condition(step.Condition, step.Path.At("condition"), before),
            ForEach = forEach,
            Call = Call(step, found[index], inside),
            Value = _control.Template(step.Value, step.Path.At("value"), inside),
            Elicit = _control.Elicit(step, inside),
            FailMessage = _control.Message(step.FailMessage, step.Path.At("fail").At("message"), inside),
            Until = _control.Until(step.Until, after),
            Paginate = _control.Paginate(step.Paginate, after),
            Expect = _control.Condition(step.Expect, step.Path.At("expect"), after),
            Retry = _control.Retry(step.Retry, new StepScope(input, table, answered with { ThisMayBeNothing = true, HasError = true, ErrorMayBeNothing = false }, index)),
            OnError = _control.OnError(step.OnError, new StepScope(input, table, item with { HasError = true, ErrorMayBeNothing = false }, index)),
            Compensate = _control.Call(step.Compensate, new StepScope(input, table, answered with { SeesItself = true }, index)),
            Default = _control.Template(step.Default, step.Path.At("default"), before),
            Type = JsonType.Any,
        };
        planned = planned with { Result = Result(step, planned, answered, index) };
        return Complete(planned, answerType);
    }

    private PlanCall? Call(StepDefinition step, Tool? tool, StepScope scope)
    {
        var (written, path) = (step.Params, step.Path.At("params"));
        if (mode == RunMode.Pipeline && step.Kind == StepKind.Tool && written.ValueKind == JsonValueKind.Undefined && step.Number <= table.Count)
            written = Value.Of("$previous").ToElement();
        var template = _control.Template(written, path, scope);
        return tool is null ? null : calls.Check(tool, template, path);
    }

    // What paginate has gathered is what "result" sees.
    private Template? Result(StepDefinition step, PlanStep planned, ScopeView answered, int index)
    {
        var view = planned.Paginate is { } pages ? answered with { This = JsonType.ListOf(pages.Items.Root.Type.ItemType()) } : answered;
        return _control.Template(step.Result, step.Path.At("result"), new StepScope(input, table, view, index));
    }

    private PlanStep Complete(PlanStep step, JsonType answerType)
    {
        var needs = DependsOnRule.Read(step.Definition, table, problems)
            .Union(step.References.Where(r => Slots.IsStep(r.Root.Slot)).Select(r => Slots.StepOf(r.Root.Slot)).Where(i => i != step.Index));
        return step with
        {
            // A default that itself needs a step without a value gives none.
            Skippable = (MayGiveNothing(step) || NeedsSkippable(step, Evaluated(step))) && (step.Default is null || NeedsSkippable(step, step.Default.References)),
            Type = StepTypes.Of(step, answerType),
            Needs = needs,
            After = AfterRule.Of(step.Index, needs, table),
        };
    }

    private static bool MayGiveNothing(PlanStep step) =>
        step.Condition is { Expression: not null } or { Literal: false }
        || (step.OnError.Action == OnErrorAction.Continue && !IsSure(step))
        || step.Elicit is { OnDecline: DeclineAction.Continue };

    // A value that is written out cannot fail, and a loop over a list that is one fails only over a limit.
    private static bool IsSure(PlanStep step) => step.ForEach is { } forEach
        ? forEach.Tolerance is null && forEach.List.Root.Type.Kinds == Kinds.List
        : step.Value is { Root.IsLiteral: true };

    private static IEnumerable<Expressions.BoundReference> Evaluated(PlanStep step) =>
        [.. step.Required, .. step.OnError.Value?.References ?? [], .. step.OnError.Fallback?.Params?.References ?? []];

    private bool NeedsSkippable(PlanStep step, IEnumerable<Expressions.BoundReference> references) =>
        references.Any(r => r is { Tolerant: false, Root.Step: >= 0 } && r.Root.Step != step.Index && table.IsSkippable(r.Root.Step));

    private static JsonType AnswerType(StepDefinition step, Tool? tool, ElicitDefinition? elicit)
    {
        if (tool is not null)
            return ToolFacts.Of(tool).ResultType;
        return elicit is not null && QuestionSchema.TypeOf(elicit.Schema) is { } type ? type : JsonType.Any;
    }
}

using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>Gives the expressions of one step, of one item of it, or of the output, what they read.</summary>
/// <param name="run">The run.</param>
/// <param name="isOutput">Whether they stand in the output, where a step without a value is nothing to stumble over.</param>
internal sealed class RunEvaluation(RunContext run, bool isOutput = false) : EvaluationContext
{
    /// <summary>What the step's call gave; Nothing before, and when it failed.</summary>
    internal Value This { get; set; }

    internal Value Item { get; init; }

    internal int Index { get; init; }

    /// <summary>What failed, where a failure is handled.</summary>
    internal ToolFailure? Error { get; set; }

    /// <summary>What stands for the step's own value where it has none, and for an item's, when its call is undone; and the step's place.</summary>
    internal (int Step, Value Value) Own { get; init; } = (-1, default);

    internal override DateTimeOffset Now => run.StartedAt;

    internal override Value Root(int slot, bool tolerant) => slot switch
    {
        Slots.Input => run.Input,
        Slots.This => This,
        Slots.Item => Item,
        Slots.Index => Value.Of(Index),
        Slots.Error => ErrorValue(Error ?? run.Failure),
        Slots.RunId => Value.Of(run.Id),
        Slots.RunStartedAt => Value.Of(Timestamp.Of(run.StartedAt)),
        Slots.RunTool => Value.Of(run.Tool),
        Slots.Run => RunRecord(),
        Slots.AllSteps => AllSteps(),
        _ => OfStep(Slots.StepOf(slot), Slots.FieldOf(slot), tolerant || isOutput),
    };

    private Value OfStep(int index, StepField field, bool tolerant)
    {
        var step = run.Steps[index];
        var value = Own.Step == index && (step.Items >= 0 || step.Value.IsNothing) ? Own.Value : step.Value;
        if (field is StepField.Output or StepField.Content && value.IsNothing)
            return tolerant ? Value.Nothing : throw new SkippedValueException(index, step.Name);
        return field switch
        {
            StepField.Output => value,
            StepField.Status => Value.Of(StatusWords.Of(step.Status)),
            StepField.Error => ErrorOf(step),
            StepField.Errors => RunTrace.ItemFailures(step),
            StepField.Content => Content(step),
            StepField.Attempts => Value.Of(step.Attempts),
            StepField.DurationMs => RunTrace.Milliseconds(step.Duration),
            StepField.Action => step.Outcome.Action is { } action ? Value.Of(action) : Value.Null,
            _ => Record(step),
        };
    }

    private static Value ErrorOf(StepState step) => step.Error is { } error ? Value.Of(error) : Value.Null;

    private static Value Content(StepState step)
    {
        if (!step.Outcome.ItemContents.IsDefault)
            return Value.Of([.. step.Outcome.ItemContents]);
        return step.Outcome.Result?.Content is { IsNothing: false } content ? content : Value.EmptyList;
    }

    private static Value ErrorValue(ToolFailure? failure)
    {
        if (failure is null)
            return Value.Nothing;
        var members = new List<Member>(3) { new("kind", Value.Of(FailureWords.Of(failure.Kind))), new("message", Value.Of(failure.Message)) };
        if (failure.Code is { } code)
            members.Add(new Member("code", Value.Of(code)));
        return Value.Of([.. members]);
    }

    private static Value Record(StepState step)
    {
        var members = new List<Member>(8);
        if (!step.Value.IsNothing)
            members.Add(new Member("output", step.Value));
        members.Add(new Member("status", Value.Of(StatusWords.Of(step.Status))));
        members.Add(new Member("error", ErrorOf(step)));
        members.Add(new Member("errors", RunTrace.ItemFailures(step)));
        members.Add(new Member("content", Content(step)));
        members.Add(new Member("attempts", Value.Of(step.Attempts)));
        members.Add(new Member("durationMs", RunTrace.Milliseconds(step.Duration)));
        if (step.Outcome.Action is { } action)
            members.Add(new Member("action", Value.Of(action)));
        return Value.Of([.. members]);
    }

    private Value AllSteps()
    {
        var members = new List<Member>(run.Steps.Length);
        for (var i = 0; i < run.Steps.Length; i++)
            if (run.Steps[i] is var step && step.Status != StepStatus.Running && (step.Status != StepStatus.NotStarted || i < run.MainSteps))
                members.Add(new Member(step.Name, Record(step)));
        return Value.Of([.. members]);
    }

    private Value RunRecord() => Value.Of(
    [
        new Member("id", Value.Of(run.Id)),
        new Member("startedAt", Value.Of(Timestamp.Of(run.StartedAt))),
        new Member("tool", Value.Of(run.Tool)),
    ]);
}

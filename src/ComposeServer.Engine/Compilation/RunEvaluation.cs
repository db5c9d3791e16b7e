using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;

namespace ComposeServer.Engine.Compilation;

/// <summary>Gives the expressions of one step, or of the output, what they read.</summary>
/// <param name="run">The run.</param>
/// <param name="isOutput">Whether they stand in the output, where a step without a value is nothing to stumble over.</param>
internal sealed class RunEvaluation(RunContext run, bool isOutput = false) : EvaluationContext
{
    /// <summary>What the step's call gave.</summary>
    internal Value This { get; set; }

    internal override DateTimeOffset Now => run.StartedAt;

    internal override Value Root(int slot, bool tolerant) => slot switch
    {
        Slots.Input => run.Input,
        Slots.This => This,
        Slots.RunId => Value.Of(run.Id),
        Slots.RunStartedAt => Value.Of(RunTrace.Timestamp(run.StartedAt)),
        Slots.RunTool => Value.Of(run.Tool),
        Slots.Run => RunRecord(),
        Slots.AllSteps => AllSteps(),
        _ => OfStep(Slots.StepOf(slot), Slots.FieldOf(slot), tolerant || isOutput),
    };

    private Value OfStep(int index, StepField field, bool tolerant)
    {
        var step = run.Steps[index];
        if (field is StepField.Output or StepField.Content && step.Value.IsNothing)
            return tolerant ? Value.Nothing : throw new SkippedValueException(index, step.Name);
        return field switch
        {
            StepField.Output => step.Value,
            StepField.Status => Value.Of(StatusWords.Of(step.Status)),
            StepField.Error => step.Error is { } error ? Value.Of(error) : Value.Null,
            StepField.Content => Content(step),
            StepField.Attempts => Value.Of(step.Attempts),
            StepField.DurationMs => RunTrace.Milliseconds(step.Duration),
            _ => Record(step),
        };
    }

    private static Value Content(StepState step) => step.Outcome.Result?.Content is { IsNothing: false } content ? content : Value.EmptyList;

    private static Value Record(StepState step)
    {
        var members = new List<Member>(6);
        if (!step.Value.IsNothing)
            members.Add(new Member("output", step.Value));
        members.Add(new Member("status", Value.Of(StatusWords.Of(step.Status))));
        members.Add(new Member("error", step.Error is { } error ? Value.Of(error) : Value.Null));
        members.Add(new Member("content", Content(step)));
        members.Add(new Member("attempts", Value.Of(step.Attempts)));
        members.Add(new Member("durationMs", RunTrace.Milliseconds(step.Duration)));
        return Value.Of([.. members]);
    }

    private Value AllSteps()
    {
        var members = new List<Member>(run.Steps.Length);
        foreach (var step in run.Steps)
            if (step.Status is not (StepStatus.Running or StepStatus.NotStarted))
                members.Add(new Member(step.Name, Record(step)));
        return Value.Of([.. members]);
    }

    private Value RunRecord() => Value.Of(
    [
        new Member("id", Value.Of(run.Id)),
        new Member("startedAt", Value.Of(RunTrace.Timestamp(run.StartedAt))),
        new Member("tool", Value.Of(run.Tool)),
    ]);
}

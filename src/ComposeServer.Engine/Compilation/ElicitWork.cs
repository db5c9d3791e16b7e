using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>Asks a person (section 9 of the contract).</summary>
internal sealed class ElicitWork(PlanStep plan, PlanElicit elicit) : IStepWork
{
    public async ValueTask<StepOutcome> DoAsync(ItemRun item, CancellationToken cancellationToken)
    {
        if (item.Run.Caller.Ask is not { } ask)
            return StepOutcome.Failed(FailureKind.NoElicitation, "The client does not support elicitation, so nobody could be asked.");
        var question = new Question(MessageText.Of(elicit.Message.Root.Evaluate(item.Evaluation)), elicit.Schema) { Within = plan.Definition.Timeout };
        try
        {
            if (await AskAsync(ask, question, item.Run, cancellationToken) is not { } answer)
                return StepOutcome.Failed(FailureKind.Timeout, $"Nobody answered within {plan.Definition.Timeout!.Value.TotalSeconds:0.###} s, the timeout of the step.");
            return answer.Action == QuestionAction.Accept ? Accept(answer.Content, item) : Decline(answer.Action);
        }
        catch (AskFailedException failure)
        {
            return StepOutcome.Failed(FailureKind.Unavailable, failure.Message);
        }
    }

    private async ValueTask<QuestionAnswer?> AskAsync(Ask ask, Question question, RunContext run, CancellationToken cancellationToken)
    {
        run.Clock.Wait(1);
        using var clock = plan.Definition.Timeout is { } longest ? new CancellationTokenSource(longest, run.Time) : new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, clock.Token);
        try
        {
            return await ask(question, both.Token);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            run.Clock.Wait(-1);
        }
    }

    private StepOutcome Accept(Value content, ItemRun item)
    {
        var value = content.IsNothing ? Value.EmptyObject : content;
        if (!elicit.Answer.IsValid(value))
            return StepOutcome.Failed(FailureKind.InvalidArguments, ArgumentFaults.Describe(elicit.Answer.Validate(value), "The answer does not fit the question's schema", "the answer")) with { Action = "accept" };
        item.Evaluation.This = value;
        if (plan.Expect is { } expect && !expect.Holds(item.Evaluation))
            return StepOutcome.Failed(FailureKind.Expectation, $"The answer is not what the step expects: {expect.Expression?.Text ?? "false"}") with { Action = "accept" };
        return StepOutcome.Succeeded(Shape(value, item)) with { Action = "accept" };
    }

    private Value Shape(Value value, ItemRun item)
    {
        if (plan.Result is not { } template)
            return value;
        return template.Root.Evaluate(item.Evaluation).OrNull;
    }

    private StepOutcome Decline(QuestionAction action)
    {
        var word = action == QuestionAction.Cancel ? "cancel" : "decline";
        return elicit.OnDecline switch
        {
            DeclineAction.Continue => StepOutcome.Skipped("the person declined", Value.Nothing) with { Action = word },
            DeclineAction.Finish => StepOutcome.Skipped("the person declined", Value.Nothing) with { Action = word, Finishes = true },
            _ => StepOutcome.Failed(FailureKind.Declined, "The person declined.") with { Action = word },
        };
    }
}

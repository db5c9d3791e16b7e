using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>Calls again, after a wait, until what the call gives is as wanted.</summary>
internal sealed class UntilLoop(PlanUntil until, AttemptLoop attempts)
{
    internal async ValueTask<StepOutcome> RunAsync(Value arguments, ItemRun item, CancellationToken cancellationToken)
    {
        var time = item.Run.Time;
        var began = time.GetTimestamp();
        while (true)
        {
            var outcome = await attempts.RunAsync(arguments, item, cancellationToken);
            if (outcome.Aborts || until.Condition.Holds(item.Evaluation))
                return outcome;
            if (time.GetElapsedTime(began) + until.Every > until.Timeout)
                return StepOutcome.Failed(new ToolFailure(FailureKind.Timeout, $"\"until\" did not hold within {until.Timeout.TotalSeconds:0.###} s: {until.Condition.Expression?.Text ?? "false"}"), outcome.Result);
            await Task.Delay(until.Every, time, cancellationToken);
        }
    }
}

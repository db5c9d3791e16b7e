using ComposeServer.Engine.Execution;

namespace ComposeServer.Engine.Compilation;

/// <summary>What a step does, once or for each item: a call, a value, a question, a failure.</summary>
internal interface IStepWork
{
    /// <summary>Does it. Failures are outcomes; expressions throw their own exceptions; else only cancellation is thrown.</summary>
    ValueTask<StepOutcome> DoAsync(ItemRun item, CancellationToken cancellationToken);
}

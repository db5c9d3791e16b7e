using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Compilation;

/// <summary>Fails, with a message of the author's own.</summary>
internal sealed class FailWork(Template message) : IStepWork
{
    public ValueTask<StepOutcome> DoAsync(ItemRun item, CancellationToken cancellationToken) =>
        ValueTask.FromResult(StepOutcome.Failed(FailureKind.Fail, MessageText.Of(message.Root.Evaluate(item.Evaluation))));
}

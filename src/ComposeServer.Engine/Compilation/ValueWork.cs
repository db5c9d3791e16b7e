using ComposeServer.Engine.Execution;
using ComposeServer.Engine.Templates;

namespace ComposeServer.Engine.Compilation;

/// <summary>Gives a value without a call.</summary>
internal sealed class ValueWork(Template template) : IStepWork
{
    public ValueTask<StepOutcome> DoAsync(ItemRun item, CancellationToken cancellationToken)
    {
        var value = template.Root.Evaluate(item.Evaluation);
        return ValueTask.FromResult(StepOutcome.Succeeded(value.OrNull));
    }
}

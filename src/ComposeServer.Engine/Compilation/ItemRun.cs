using ComposeServer.Engine.Execution;

namespace ComposeServer.Engine.Compilation;

/// <summary>The work on one item of a step, or on the whole of a step without forEach.</summary>
/// <param name="run">The run.</param>
/// <param name="step">The step's place.</param>
/// <param name="evaluation">What the item's expressions read.</param>
internal sealed class ItemRun(RunContext run, int step, RunEvaluation evaluation)
{
    internal RunContext Run => run;

    internal int Step => step;

    internal StepState State => run.Steps[step];

    internal RunEvaluation Evaluation => evaluation;

    /// <summary>How many calls were made for it.</summary>
    internal int Attempts { get; private set; }

    internal void CountAttempt()
    {
        Attempts++;
        State.CountAttempt();
    }
}

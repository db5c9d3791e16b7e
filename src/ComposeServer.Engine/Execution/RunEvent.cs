using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>Something that happened in a run; the one stream that progress, terminal and telemetry listen to.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Run">The run that it happened in.</param>
/// <param name="Step">The step's place, from 0; −1 for the run as a whole.</param>
/// <param name="Progress">How far the step's call is, where that is what happened.</param>
internal readonly record struct RunEvent(RunEventKind Kind, RunContext Run, int Step, ToolProgress Progress = default)
{
    internal StepState State => Run.Steps[Step];
}

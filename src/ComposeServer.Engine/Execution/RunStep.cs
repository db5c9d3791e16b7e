namespace ComposeServer.Engine.Execution;

/// <summary>Runs one step. Failures are outcomes; only the cancellation of its token is thrown.</summary>
internal delegate ValueTask<StepOutcome> RunStep(RunContext run, CancellationToken cancellationToken);

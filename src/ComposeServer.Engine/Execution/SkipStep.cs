namespace ComposeServer.Engine.Execution;

/// <summary>Ends a step that is not to start any more; its value is its default, where it has one.</summary>
internal delegate StepOutcome SkipStep(RunContext run, string reason);

namespace ComposeServer.Engine.Execution;

/// <summary>Undoes one call.</summary>
/// <param name="Step">The name of the step that made the call.</param>
/// <param name="Tool">The full name of the tool that undoes it.</param>
/// <param name="Undo">Does it, and says why it failed; null when it did not.</param>
internal sealed record Compensation(string Step, string Tool, Func<CancellationToken, ValueTask<string?>> Undo);

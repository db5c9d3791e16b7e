namespace ComposeServer.Engine.Expressions;

/// <summary>An expression needs the value of a step that was skipped, so whatever needs the expression is skipped too.</summary>
internal sealed class SkippedValueException(int step, string name) : Exception($"{name} was skipped and has no value.")
{
    /// <summary>The place of the step in its run.</summary>
    internal int Step { get; } = step;
}

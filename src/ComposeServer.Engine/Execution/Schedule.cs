using System.Collections.Immutable;

namespace ComposeServer.Engine.Execution;

/// <summary>In which order steps run, worked out when the tool is composed: a run only counts down. Immutable.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Skips">How each ends when the run is finished before it starts.</param>
/// <param name="Waits">How many steps must have ended before each.</param>
/// <param name="Next">The steps that wait for each.</param>
/// <param name="Priorities">Which of several that are ready starts first: the highest.</param>
internal sealed record Schedule(
    ImmutableArray<RunStep> Steps, ImmutableArray<SkipStep> Skips, ImmutableArray<int> Waits, ImmutableArray<ImmutableArray<int>> Next, ImmutableArray<int> Priorities)
{
    /// <summary>Whether each step waits for the one before it, so that there is nothing to choose.</summary>
    internal bool IsChain { get; } = Enumerable.Range(1, Math.Max(0, Waits.Length - 1)).All(i => Next[i - 1].Contains(i));
}

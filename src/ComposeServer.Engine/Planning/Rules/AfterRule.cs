using System.Collections.Immutable;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>What must have ended before a step starts: all of the group before, and what it needs of its own group.</summary>
internal static class AfterRule
{
    internal static ImmutableSortedSet<int> Of(int index, ImmutableSortedSet<int> needs, StepTable table)
    {
        var group = table.GroupOf(index);
        var before = Enumerable.Range(0, index).Where(i => table.GroupOf(i) == group - 1);
        return [.. before, .. needs.Where(i => table.GroupOf(i) == group)];
    }
}

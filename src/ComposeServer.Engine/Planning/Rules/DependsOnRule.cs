using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary><c>dependsOn</c> names steps that end before this one.</summary>
internal static class DependsOnRule
{
    internal static ImmutableSortedSet<int> Read(StepDefinition step, StepTable table, ProblemList problems)
    {
        var after = ImmutableSortedSet.CreateBuilder<int>();
        foreach (var (id, path) in step.DependsOn)
        {
            var found = table.Find(id);
            if (found < 0)
                problems.Error(path, "unknown_step", $"\"{id}\" is no step's id.", Nearest.Name(id, table.Names) is { } near ? $"\"{near}\"" : null);
            else if (found >= step.Number - 1)
                problems.Error(path, "later_step", $"\"{id}\" does not end before this step: steps run in the order in which they are written.", $"Move this step behind \"{id}\"");
            else
                after.Add(found);
        }

        return after.ToImmutable();
    }
}

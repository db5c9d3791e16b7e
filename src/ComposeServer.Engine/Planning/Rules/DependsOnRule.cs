using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary><c>dependsOn</c> names steps that can have ended before this one.</summary>
internal static class DependsOnRule
{
    internal static ImmutableSortedSet<int> Read(StepDefinition step, StepTable table, ProblemList problems)
    {
        var needs = ImmutableSortedSet.CreateBuilder<int>();
        foreach (var (id, path) in step.DependsOn)
            if (Fault(id, step, table) is var (code, message, suggestion))
                problems.Error(path, code, message, suggestion);
            else
                needs.Add(table.Find(id));
        return needs.ToImmutable();
    }

    private static (string Code, string Message, string? Suggestion)? Fault(string id, StepDefinition step, StepTable table)
    {
        var (found, index) = (table.Find(id), step.Number - 1);
        if (found < 0)
            return ("unknown_step", $"\"{id}\" is no step's id.", Nearest.Name(id, table.Names) is { } near ? $"\"{near}\"" : null);
        if (found == index)
            return ("own_step", $"\"{id}\" is this step itself.", null);
        if (table.GroupOf(found) > table.GroupOf(index))
            return ("later_step", $"\"{id}\" runs after this step.", $"Move this step behind \"{id}\"");
        return table.GroupOf(found) == table.GroupOf(index) && table.Planned(found) is null
            ? ("cycle", $"Steps that run side by side would wait for each other: {string.Join(" → ", [.. table.PathFrom(found), id])}.", "Let one of them go first")
            : null;
    }
}

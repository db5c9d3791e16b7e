using System.Runtime.CompilerServices;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>No composed tool calls itself, directly or through others.</summary>
internal static class CycleRule
{
    internal static void Check(ToolDefinition definition, IEnumerable<PlanStep> steps, ToolSource tools, ProblemList problems)
    {
        foreach (var (tool, place) in steps.SelectMany(s => s.Calls))
            if (PathTo(definition.Name, tool.Name, tools, []) is { } path)
                problems.Error(
                    place,
                    "cycle",
                    $"\"{definition.Name}\" would call itself: {definition.Name} → {string.Join(" → ", path)}.",
                    "Let one of them do the work itself, or use another name");
    }

    // The calls from one tool to the wanted one; null when there is no such path.
    private static List<string>? PathTo(string wanted, string from, ToolSource tools, HashSet<string> seen)
    {
        if (from == wanted)
            return [from];
        if (!seen.Add(from) || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return null;
        foreach (var used in tools.UsesOf(from))
            if (PathTo(wanted, used, tools, seen) is { } rest)
                return [from, .. rest];
        return null;
    }
}

using System.Collections.Immutable;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning.Rules;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Planning;

/// <summary>Finds tools, and checks the calls of them.</summary>
/// <param name="own">The name of the composed tool that is planned.</param>
/// <param name="tools">Everything that can be called.</param>
/// <param name="pinned">The full names that bare names were found as before.</param>
/// <param name="problems">What is wrong.</param>
internal sealed class CallPlanner(string own, ToolSource tools, ImmutableHashSet<string> pinned, ProblemList problems)
{
    /// <summary>The tool of this name; null when there is none, which is reported at the path.</summary>
    internal Tool? Find(string name, JsonPointer path)
    {
        var lookup = tools.Find(name, pinned);
        if (lookup.Tool is null && name == own)
        {
            problems.Error(path, "cycle", $"\"{own}\" would call itself: {own} → {own}.", "Let its steps do the work, or use another name");
            return null;
        }

        if (lookup.Tool is null)
        {
            problems.Error(path, lookup.Code, lookup.Message, lookup.Suggestion);
            return null;
        }

        if ((lookup.Tool.SchemaProblem ?? ToolFacts.Of(lookup.Tool).Problem) is { } problem)
            problems.Warn(path, "schema_not_understood", $"The input schema of {lookup.Tool.Name} is not understood, so its arguments are not checked: {problem}");
        return lookup.Tool;
    }

    /// <summary>Checks a call.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="template">The arguments; null when absent.</param>
    /// <param name="path">Where the arguments stand, or would.</param>
    internal PlanCall Check(Tool tool, Template? template, JsonPointer path)
    {
        var facts = ToolFacts.Of(tool);
        ArgumentsRule.Check(tool, template, facts, path, problems);
        return new PlanCall(tool, template, tool.ChecksArguments ? null : facts.Arguments);
    }
}

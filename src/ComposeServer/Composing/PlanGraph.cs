using System.Globalization;
using System.Text;
using ComposeServer.Engine.Planning;

namespace ComposeServer.Composing;

/// <summary>A plan as a Mermaid flowchart.</summary>
internal static class PlanGraph
{
    internal static string Of(Plan plan)
    {
        var graph = new StringBuilder("flowchart TD\n");
        foreach (var step in plan.Steps)
            graph.Append(CultureInfo.InvariantCulture, $"  s{step.Index + 1}[\"{Label(step)}\"]\n");
        foreach (var step in plan.Steps)
            foreach (var before in PlanDescription.After(step))
                graph.Append(CultureInfo.InvariantCulture, $"  s{before + 1} {(step.After.Contains(before) ? "-->" : "-.->")} s{step.Index + 1}\n");
        return graph.ToString();
    }

    // Everything in a label that Mermaid could read as markup is spelled as an entity.
    private static string Label(PlanStep step)
    {
        var kind = step.Tool?.Name ?? (step.Value is not null ? "value" : "fail");
        var text = $"{step.Name}: {kind}{(step.Condition is null ? "" : ", if its condition holds")}";
        return text.Replace("\"", "#quot;", StringComparison.Ordinal);
    }
}

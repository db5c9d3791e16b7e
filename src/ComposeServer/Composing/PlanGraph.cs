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
        foreach (var step in plan.Steps.Concat(plan.Finally))
            graph.Append(CultureInfo.InvariantCulture, $"  s{step.Index + 1}{Shape(step)}\n");
        // A solid arrow carries a value, a dotted one only order.
        foreach (var step in plan.Steps.Concat(plan.Finally))
            foreach (var before in step.After.Union(step.Needs))
                graph.Append(CultureInfo.InvariantCulture, $"  s{before + 1} {(step.Needs.Contains(before) ? "-->" : "-.->")} s{step.Index + 1}\n");
        return graph.ToString();
    }

    private static string Shape(PlanStep step) => step.Elicit is not null ? $"{{{{\"{Label(step)}\"}}}}" : $"[\"{Label(step)}\"]";

    // Everything in a label that Mermaid could read as markup is spelled as an entity.
    private static string Label(PlanStep step)
    {
        var kind = step.Tool?.Name ?? (step.Value is not null ? "value" : step.Elicit is not null ? "asks a person" : "fail");
        var loop = step.ForEach is null ? "" : ", for each item";
        var text = $"{step.Name}: {kind}{loop}{(step.Condition is null ? "" : ", if its condition holds")}";
        return text.Replace("\"", "#quot;", StringComparison.Ordinal);
    }
}

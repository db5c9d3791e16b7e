using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>Warns of a declared parameter that nothing reads.</summary>
internal static class UnusedParameterRule
{
    internal static void Check(ToolDefinition definition, PlanInput input, IReadOnlyList<BoundReference> references, ProblemList problems)
    {
        var read = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var reference in references)
            if (reference.Root.Slot == Slots.Input)
                read.Add(reference.FirstName);
        // A null name is the whole input, or a query over it: that may read any of them.
        if (read.Contains(null))
            return;
        foreach (var name in input.Type.Properties.Keys)
            if (!read.Contains(name))
                problems.Warn(ParametersReader.PathOf(definition.Parameters, name, JsonPointer.Root.At("parameters")), "unused_parameter", $"No step uses the parameter \"{name}\".", $"Use $input.{name}, or leave it out");
    }
}

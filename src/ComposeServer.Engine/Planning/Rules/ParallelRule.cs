using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary><c>parallel</c> belongs to <c>sequential</c>: the other modes have an order of their own.</summary>
internal static class ParallelRule
{
    internal static void Check(ToolDefinition definition, ProblemList problems)
    {
        foreach (var step in definition.Steps)
            if (step.Parallel && definition.Mode != RunMode.Sequential)
                Refuse(step, "\"parallel\" means something only in mode \"sequential\".", problems);
        foreach (var step in definition.Finally)
            if (step.Parallel)
                Refuse(step, "\"parallel\" means nothing in \"finally\", whose steps run in order.", problems);
    }

    private static void Refuse(StepDefinition step, string message, ProblemList problems) =>
        problems.Error(step.Path.At("parallel"), "meaningless_field", message, "Leave \"parallel\" out");
}

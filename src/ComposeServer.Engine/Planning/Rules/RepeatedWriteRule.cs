using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>Warns of a retry or a loop around a tool that is neither idempotent nor read-only.</summary>
internal static class RepeatedWriteRule
{
    internal static void Check(PlanStep[] steps, ProblemList problems)
    {
        foreach (var step in steps)
            if (step.Tool is { Annotations: { ReadOnly: not true, Idempotent: not true } } tool && LoopOf(step) is { } loop)
                problems.Warn(
                    step.Definition.Path.At(loop),
                    "repeated_write",
                    $"\"{loop}\" calls {tool.Name} again and again, and it is neither read-only nor idempotent, or does not say.",
                    "Make sure that calling it twice does no harm");
    }

    private static string? LoopOf(PlanStep step) => step switch
    {
        { Retry.Definition.Attempts: > 1 } => "retry",
        { Until: not null } => "until",
        { Paginate: not null } => "paginate",
        { ForEach: not null } => "forEach",
        _ => null,
    };
}

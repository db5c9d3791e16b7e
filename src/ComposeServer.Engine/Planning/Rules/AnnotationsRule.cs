using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Planning.Rules;

/// <summary>A composed tool is as cautious as its steps (section 11 of the contract); what is written may only be more so.</summary>
internal static class AnnotationsRule
{
    internal static ToolAnnotations Derive(ToolDefinition definition, PlanStep[] steps, ProblemList problems)
    {
        var called = steps.SelectMany(s => s.Calls).Select(c => c.Tool.Annotations).ToArray();
        var readOnly = called.All(a => a.ReadOnly == true);
        var idempotent = called.All(a => a.ReadOnly == true || a.Idempotent == true);
        var destructive = called.Any(a => a.ReadOnly != true && a.Destructive != false);
        var openWorld = called.Any(a => a.OpenWorld != false);
        var written = definition.Annotations ?? new AnnotationsDefinition();
        if (written.ReadOnly == true && !readOnly)
            Refuse("readOnlyHint", "false", "a step is not read-only, or does not say", problems);
        if (written.Idempotent == true && !idempotent)
            Refuse("idempotentHint", "false", "a step is neither idempotent nor read-only, or does not say", problems);
        if (written.Destructive == false && destructive)
            Refuse("destructiveHint", "true", "a step is destructive, or does not say", problems);
        if (written.OpenWorld == false && openWorld)
            Refuse("openWorldHint", "true", "a step reaches the open world, or does not say", problems);
        return new ToolAnnotations
        {
            Title = written.Title,
            ReadOnly = written.ReadOnly ?? readOnly,
            Idempotent = written.Idempotent ?? idempotent,
            Destructive = written.Destructive ?? destructive,
            OpenWorld = written.OpenWorld ?? openWorld,
        };
    }

    private static void Refuse(string hint, string cautious, string why, ProblemList problems) =>
        problems.Error(
            JsonPointer.Root.At("annotations").At(hint),
            "annotation_too_bold",
            $"\"{hint}\" may only be more cautious than the steps: {why}.",
            $"{cautious}, or leave \"{hint}\" out");
}

using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>What is known of a step's value before it runs.</summary>
internal static class StepTypes
{
    internal static JsonType Of(PlanStep step, JsonType answer)
    {
        var type = OfItem(step, answer);
        if (step.ForEach is { } forEach)
            type = JsonType.ListOf(MayLoseItems(step, forEach) ? JsonType.Union(type, JsonType.Null) : type);
        return step.Default is null ? type : JsonType.Union(type, OrNull(step.Default));
    }

    /// <summary>The type of a template that gives null where it would give Nothing.</summary>
    internal static JsonType OrNull(Template template) =>
        template.Root.Nothing == NothingSource.Never && !template.Root.Type.MayBeNothing
            ? template.Root.Type
            : JsonType.Union(template.Root.Type with { MayBeNothing = false }, JsonType.Null);

    private static JsonType OfItem(PlanStep step, JsonType answer)
    {
        var type = step.Definition.Kind switch
        {
            StepKind.Tool or StepKind.Elicit when step.Result is not null => OrNull(step.Result),
            StepKind.Tool when step.Paginate is { } pages => JsonType.ListOf(pages.Items.Root.Type.ItemType()),
            StepKind.Tool or StepKind.Elicit => answer,
            StepKind.Value when step.Value is not null => OrNull(step.Value),
            _ => JsonType.Any,
        };
        return step.OnError.Action switch
        {
            OnErrorAction.Value when step.OnError.Value is not null => JsonType.Union(type, OrNull(step.OnError.Value)),
            OnErrorAction.Fallback when step.OnError.Fallback is not null => JsonType.Union(type, ToolFacts.Of(step.OnError.Fallback.Tool).ResultType),
            _ => type,
        };
    }

    private static bool MayLoseItems(PlanStep step, PlanForEach forEach) =>
        step.OnError.Action == OnErrorAction.Continue || forEach.Tolerance is not null;
}

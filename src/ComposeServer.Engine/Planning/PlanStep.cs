using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Expressions;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Tools;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>A step that was checked and whose names are bound. Immutable.</summary>
internal sealed record PlanStep
{
    internal required StepDefinition Definition { get; init; }

    /// <summary>The place among the steps, from 0; those of <c>finally</c> count on.</summary>
    internal required int Index { get; init; }

    /// <summary>The call; null for steps that make none.</summary>
    internal PlanCall? Call { get; init; }

    internal Template? Value { get; init; }

    internal PlanElicit? Elicit { get; init; }

    internal Template? FailMessage { get; init; }

    internal Condition? Condition { get; init; }

    internal PlanForEach? ForEach { get; init; }

    internal PlanPaginate? Paginate { get; init; }

    internal PlanUntil? Until { get; init; }

    internal PlanRetry? Retry { get; init; }

    internal PlanOnError OnError { get; init; } = new(OnErrorAction.Abort);

    internal PlanCall? Compensate { get; init; }

    internal Condition? Expect { get; init; }

    internal Template? Result { get; init; }

    internal Template? Default { get; init; }

    /// <summary>The steps whose values it uses or that it depends on, by place.</summary>
    internal ImmutableSortedSet<int> Needs { get; init; } = [];

    /// <summary>The steps that must have ended before it starts, by place.</summary>
    internal ImmutableSortedSet<int> After { get; init; } = [];

    /// <summary>What is known of the step's value.</summary>
    internal required JsonType Type { get; init; }

    /// <summary>Whether it may end without a value.</summary>
    internal bool Skippable { get; init; }

    internal string Name => Definition.Name;

    internal Tool? Tool => Call?.Tool;

    /// <summary>Every tool that it may call: its own, its fallback, its compensation.</summary>
    internal IEnumerable<(Tool Tool, Json.JsonPointer Path)> Calls
    {
        get
        {
            if (Call is { } call)
                yield return (call.Tool, Definition.Path.At("tool"));
            if (OnError.Fallback is { } fallback)
                yield return (fallback.Tool, Definition.Path.At("onError").At("tool"));
            if (Compensate is { } compensate)
                yield return (compensate.Tool, Definition.Path.At("compensate").At("tool"));
        }
    }

    /// <summary>The references of which a missing value skips the step.</summary>
    internal IEnumerable<BoundReference> Required =>
    [
        .. Condition?.References ?? [],
        .. ForEach?.List.References ?? [],
        .. Call?.Params?.References ?? [],
        .. Value?.References ?? [],
        .. Elicit?.Message.References ?? [],
        .. FailMessage?.References ?? [],
        .. Expect?.References ?? [],
        .. Until?.Condition.References ?? [],
        .. Paginate is { } pages ? [.. pages.While.References, .. pages.Next.References, .. pages.Items.References] : (IEnumerable<BoundReference>)[],
        .. Retry?.If?.References ?? [],
        .. Result?.References ?? [],
    ];

    /// <summary>Every reference in the step.</summary>
    internal IEnumerable<BoundReference> References =>
    [
        .. Required,
        .. Default?.References ?? [],
        .. OnError.Value?.References ?? [],
        .. OnError.Fallback?.Params?.References ?? [],
        .. Compensate?.Params?.References ?? [],
    ];
}

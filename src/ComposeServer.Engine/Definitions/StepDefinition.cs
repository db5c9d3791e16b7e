using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>A step as it was written (section 2 of the contract). Templates and expressions are as they were written; undefined is absent.</summary>
internal sealed record StepDefinition
{
    internal required JsonPointer Path { get; init; }

    /// <summary>The place among the steps, from 1: <c>stepN</c> always works as a name.</summary>
    internal required int Number { get; init; }

    internal required StepKind Kind { get; init; }

    /// <summary>The id that was given; null when none was.</summary>
    internal string? Id { get; init; }

    internal string? Tool { get; init; }

    internal JsonElement Params { get; init; }

    internal JsonElement Value { get; init; }

    internal ElicitDefinition? Elicit { get; init; }

    internal JsonElement FailMessage { get; init; }

    /// <summary>The ids that it waits for, and where each is written.</summary>
    internal ImmutableArray<(string Id, JsonPointer Path)> DependsOn { get; init; } = [];

    internal JsonElement Condition { get; init; }

    /// <summary>Whether it runs side by side with neighbours that say so too.</summary>
    internal bool Parallel { get; init; }

    internal ForEachDefinition? ForEach { get; init; }

    internal PaginateDefinition? Paginate { get; init; }

    internal UntilDefinition? Until { get; init; }

    internal RetryDefinition? Retry { get; init; }

    /// <summary>The longest that one call may take; null for no limit of its own.</summary>
    internal TimeSpan? Timeout { get; init; }

    internal required OnErrorDefinition OnError { get; init; }

    /// <summary>How long an equal call may be answered from memory; null: it is always made.</summary>
    internal TimeSpan? Cache { get; init; }

    internal CallDefinition? Compensate { get; init; }

    internal int Priority { get; init; }

    internal JsonElement Expect { get; init; }

    internal JsonElement Result { get; init; }

    internal JsonElement Default { get; init; }

    /// <summary>What messages, traces and <c>$steps</c> call it.</summary>
    internal string Name => Id ?? $"step{Number}";
}

using System.Collections.Immutable;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Tools;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>A step that was checked and whose names are bound. Immutable.</summary>
internal sealed record PlanStep
{
    internal required StepDefinition Definition { get; init; }

    /// <summary>The place among the steps, from 0.</summary>
    internal required int Index { get; init; }

    internal Tool? Tool { get; init; }

    /// <summary>What arguments are checked against before the call; null where the tool checks them itself or its schema was not understood.</summary>
    internal CompiledSchema? Arguments { get; init; }

    internal Template? Params { get; init; }

    internal Template? Value { get; init; }

    internal Template? FailMessage { get; init; }

    internal Condition? Condition { get; init; }

    internal Condition? Expect { get; init; }

    internal Template? Result { get; init; }

    internal Template? Default { get; init; }

    /// <summary>The steps that must have ended before, by place.</summary>
    internal ImmutableSortedSet<int> After { get; init; } = [];

    /// <summary>What is known of the step's value.</summary>
    internal required JsonType Type { get; init; }

    /// <summary>Whether it may end without a value.</summary>
    internal bool Skippable { get; init; }

    internal string Name => Definition.Name;
}

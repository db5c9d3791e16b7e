using System.Collections.Immutable;
using System.Text.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>A composed tool as it was written (section 1 of the contract). Undefined elements are absent.</summary>
internal sealed record ToolDefinition
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    internal const int DefaultMaxParallel = 10;

    /// <summary>The most calls of one run that may be in flight.</summary>
    internal const int MostParallel = 64;

    internal required string Name { get; init; }

    internal required string Description { get; init; }

    internal JsonElement Parameters { get; init; }

    internal required ImmutableArray<StepDefinition> Steps { get; init; }

    /// <summary>Steps that run at the end, whatever happened.</summary>
    internal ImmutableArray<StepDefinition> Finally { get; init; } = [];

    internal RunMode Mode { get; init; }

    /// <summary>How many calls of one run may be in flight.</summary>
    internal int MaxParallel { get; init; } = DefaultMaxParallel;

    /// <summary>Whether it is a pattern, not a tool.</summary>
    internal bool Blueprint { get; init; }

    internal JsonElement Output { get; init; }

    internal JsonElement OutputSchema { get; init; }

    /// <summary>Whether it is kept in the library.</summary>
    internal bool Save { get; init; } = true;

    /// <summary>Whether it may take the place of a composed tool of the same name.</summary>
    internal bool Replace { get; init; }

    /// <summary>Whether <c>tools/list</c> shows it.</summary>
    internal bool Listed { get; init; } = true;

    internal TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>The hints that were written; undefined when none were.</summary>
    internal Tools.ToolAnnotations? Annotations { get; init; }

    /// <summary>The whole, as it was written.</summary>
    internal required JsonElement Source { get; init; }
}

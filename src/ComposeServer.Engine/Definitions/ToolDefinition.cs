using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>A composed tool as it was written (section 1 of the contract): the same data as its JSON. Undefined elements are absent.</summary>
public sealed record ToolDefinition
{
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    internal const int DefaultMaxParallel = 10;

    /// <summary>The most calls of one run that may be in flight.</summary>
    internal const int MostParallel = 64;

    internal ToolDefinition()
    {
    }

    /// <summary>The name by which it is called.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>What it does, for an agent.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The whole, as it was written.</summary>
    public JsonElement Source { get; internal init; }

    internal JsonElement Parameters { get; init; }

    internal ImmutableArray<StepDefinition> Steps { get; init; } = [];

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
    internal AnnotationsDefinition? Annotations { get; init; }

    /// <summary>Reads a definition's JSON.</summary>
    /// <exception cref="DefinitionException">It is none; everything that is wrong is said.</exception>
    public static ToolDefinition Parse(string json)
    {
        if (!JsonText.TryParse(json, out var source))
            throw new DefinitionException([new DefinitionProblem("", "not_json", $"A definition must be one JSON object without repeated names, at most {JsonText.MaxDepth} deep.")]);
        var problems = new ProblemList();
        // How many steps there may be is a limit of the engine that runs them.
        var definition = DefinitionReader.Read(source, int.MaxValue, problems);
        return problems.HasErrors ? throw new DefinitionException([.. problems.Errors.Select(DefinitionProblem.Of)]) : definition;
    }

    /// <summary>The definition as compact JSON.</summary>
    public string ToJson() => Value.Of(Source).ToJson();

    /// <summary>Whether the other holds the same data, whatever the order of its fields.</summary>
    public bool Equals(ToolDefinition? other) => other is not null && ValueEquality.Equal(Value.Of(Source), Value.Of(other.Source));

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => ToJson();
}

using System.Collections.Immutable;
using ComposeServer.Catalog;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Json;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Planning.Blueprints;

namespace ComposeServer.Composing;

/// <summary>What a request comes to: a planned tool, or a blueprint that was read; or what is wrong with it.</summary>
internal sealed record Composable(ToolDefinition Definition, ImmutableArray<Problem> Errors, ImmutableArray<Problem> Warnings)
{
    private PlanResult? Result { get; init; }

    private Blueprint? Pattern { get; init; }

    internal bool IsValid => Plan is not null || Pattern is { Errors.IsEmpty: true };

    /// <summary>Null for a blueprint, and for a tool that is not valid.</summary>
    internal Plan? Plan => Result?.Plan;

    internal ImmutableSortedDictionary<string, string> Uses => Plan?.Uses ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    internal static Composable Of(ComposeRequest request, CatalogSnapshot catalog)
    {
        if (Blueprint.Is(request.Definition))
        {
            var read = catalog.Engine.ReadBlueprint(request.Definition);
            return new Composable(read.Definition, read.Errors, read.Warnings) { Pattern = read };
        }

        var result = catalog.Engine.Plan(request.Definition, catalog);
        return new Composable(result.Definition, [.. result.Errors.Select(request.Blame)], [.. result.Warnings.Select(request.Blame)]) { Result = result };
    }

    internal Resolution In(CatalogSnapshot catalog) => Pattern is { } pattern ? Resolution.Of(pattern, catalog) : Resolution.Of(Result!, catalog);

    /// <summary>The answer to a dry run, and what a person is asked.</summary>
    internal ComposeAnswer Checked(Resolution resolution, int revision, bool replaces) => Plan is { } plan
        ? Answer("valid", resolution, revision, saved: false, PlanDescription.Of(plan)) with { ConsentText = ConsentText.ToCompose(plan, resolution.Tool!.Tool, replaces) }
        : Answer("valid", resolution, revision, saved: false, Value.Nothing) with { ConsentText = ConsentText.ToKeep(Definition, replaces) };

    internal ComposeAnswer Answer(string status, Resolution resolution, int revision, bool saved, Value planned) => Pattern is { } pattern
        ? ComposeAnswer.Pattern(status, pattern, revision, saved)
        : ComposeAnswer.Done(status, Warnings, resolution.Tool!.Tool, revision, saved, planned);
}

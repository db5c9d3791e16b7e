using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Definitions;
using ComposeServer.Engine.Embedding;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Planning.Blueprints;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine;

/// <summary>The engine's door: definitions in, tools that run out.</summary>
public sealed class ComposeEngine
{
    internal ComposeEngine(EngineOptions options) => Options = options;

    internal EngineOptions Options { get; }

    /// <summary>Makes an engine.</summary>
    public static ComposeEngine Create(ComposeOptions? options = null)
    {
        var given = options ?? new ComposeOptions();
        var runs = 0;
        return new(new EngineOptions
        {
            Time = given.Time,
            NewRunId = given.NewRunId ?? (() => string.Create(
                CultureInfo.InvariantCulture, $"{given.Time.GetUtcNow().ToUnixTimeMilliseconds():x}-{Interlocked.Increment(ref runs)}")),
            Random = Random.Shared.NextDouble,
        });
    }

    /// <summary>Checks a definition against the tools that its steps can call, and makes a tool of it; calls nothing.</summary>
    /// <exception cref="DefinitionException">It cannot be taken; everything that is wrong is said.</exception>
    /// <exception cref="ArgumentException">Two of the tools bear one name.</exception>
    public ComposedTool Compose(ToolDefinition definition, params IEnumerable<EmbeddedTool> tools)
    {
        var planned = Plan(definition.Source, new EmbeddedTools(tools));
        return planned.Plan is { } plan ? new ComposedTool(Compile(plan)) : throw new DefinitionException([.. planned.Errors.Select(DefinitionProblem.Of)]);
    }

    /// <summary>Checks a definition against the tools that exist; calls nothing and changes nothing.</summary>
    /// <param name="definition">The definition's JSON, whatever it is.</param>
    /// <param name="tools">Everything that its steps can call.</param>
    /// <param name="pinned">The full names that its bare tool names were found as before; empty for a new definition.</param>
    internal PlanResult Plan(JsonElement definition, ToolSource tools, ImmutableHashSet<string>? pinned = null) =>
        Blueprint.Is(definition) ? Blueprint.AsTool(definition, Options.Limits.Steps) : new Planner(tools, Options.Limits).Plan(definition, pinned ?? []);

    /// <summary>Checks what of a blueprint can be read before it is used.</summary>
    internal Blueprint ReadBlueprint(JsonElement definition) => Blueprint.Read(definition, Options.Limits.Steps);

    /// <summary>Makes a tool of a plan.</summary>
    internal CompiledTool Compile(Plan plan) => new(plan, Options);
}

using System.Collections.Immutable;
using System.Text.Json;
using ComposeServer.Engine.Compilation;
using ComposeServer.Engine.Planning;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine;

/// <summary>The engine's door: definitions in, tools that run out.</summary>
internal sealed class ComposeEngine(EngineOptions options)
{
    internal EngineOptions Options => options;

    /// <summary>Checks a definition against the tools that exist; calls nothing and changes nothing.</summary>
    /// <param name="definition">The definition's JSON, whatever it is.</param>
    /// <param name="tools">Everything that its steps can call.</param>
    /// <param name="pinned">The full names that its bare tool names were found as before; empty for a new definition.</param>
    internal PlanResult Plan(JsonElement definition, ToolSource tools, ImmutableHashSet<string>? pinned = null) =>
        new Planner(tools, options.Limits).Plan(definition, pinned ?? []);

    /// <summary>Makes a tool of a plan.</summary>
    internal CompiledTool Compile(Plan plan) => new(plan, options);
}

using System.Text.Json;
using ComposeServer.Engine.Schemas;
using ComposeServer.Engine.Templates;
using ComposeServer.Engine.Types;

namespace ComposeServer.Engine.Planning;

/// <summary>What a composed tool gives.</summary>
internal sealed record PlanOutput
{
    /// <summary>The template that works it out; null when it is a step's own result.</summary>
    internal Template? Template { get; init; }

    /// <summary>The step whose own result is handed on, by place; −1 for the last one that has a value.</summary>
    internal int Step { get; init; } = -1;

    internal required JsonType Type { get; init; }

    /// <summary>The schema that <c>tools/list</c> shows, wrapped as the answers are; undefined when none is declared.</summary>
    internal JsonElement Declared { get; init; }

    /// <summary>What is known of the output as a schema, unwrapped, for tools that call this one.</summary>
    internal JsonElement ValueSchema { get; init; }

    /// <summary>What the output must satisfy; null when the definition does not say.</summary>
    internal CompiledSchema? Check { get; init; }
}

using System.Text.Json;

namespace ComposeServer.Engine.Tools;

/// <summary>Something that a step can call: an upstream's tool, a built-in one, or a composed one. Immutable.</summary>
internal sealed record Tool
{
    /// <summary>The listed name, unique in a catalog: <c>server__tool</c> or a composed tool's name.</summary>
    internal required string Name { get; init; }

    /// <summary>The upstream's own name of it; equal to <see cref="Name"/> for composed tools.</summary>
    internal required string BareName { get; init; }

    /// <summary>The server that has it; null for composed tools.</summary>
    internal string? Server { get; init; }

    internal string Description { get; init; } = "";

    /// <summary>JSON Schema of the arguments, as its owner wrote it; one of any object where that could not be taken.</summary>
    internal required JsonElement InputSchema { get; init; }

    /// <summary>Why what its owner wrote could not be taken as <see cref="InputSchema"/>; null when it could.</summary>
    internal string? SchemaProblem { get; init; }

    /// <summary>JSON Schema of the structured result; undefined when not declared.</summary>
    internal JsonElement OutputSchema { get; init; }

    /// <summary>JSON Schema of the value that a call gives, where <see cref="OutputSchema"/> is not about that: a composed tool's output before it is wrapped.</summary>
    internal JsonElement ValueSchema { get; init; }

    internal ToolAnnotations Annotations { get; init; } = ToolAnnotations.Silent;

    /// <summary>Whether the tool itself checks its arguments against <see cref="InputSchema"/> and fills in their defaults.</summary>
    internal bool ChecksArguments { get; init; }

    /// <summary>Calls it. Never throws but for the cancellation of the call's own token: failures are results.</summary>
    internal required ToolInvoker Invoke { get; init; }
}

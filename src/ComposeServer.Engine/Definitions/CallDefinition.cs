using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>A call beside a step's own: a fallback or a compensation.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Tool">The tool's name as written; null when it is missing, which was reported.</param>
/// <param name="Params">The template of its arguments; undefined when absent.</param>
internal sealed record CallDefinition(JsonPointer Path, string? Tool, JsonElement Params);

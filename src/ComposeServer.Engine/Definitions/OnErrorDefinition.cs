using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>What a failure does, after the retries are spent.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Path">Where it stands.</param>
internal sealed record OnErrorDefinition(OnErrorAction Action, JsonPointer Path)
{
    /// <summary>The template of the value that takes the place; undefined when there is none.</summary>
    internal JsonElement Value { get; init; }

    /// <summary>The call that takes the place; null when there is none.</summary>
    internal CallDefinition? Fallback { get; init; }
}

using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>A question to a person (section 9 of the contract).</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Message">The template of what is asked; undefined when absent.</param>
/// <param name="Schema">The schema of the answer; undefined for a bare yes or no.</param>
/// <param name="OnDecline">What a declined question does.</param>
internal sealed record ElicitDefinition(JsonPointer Path, JsonElement Message, JsonElement Schema, DeclineAction OnDecline);

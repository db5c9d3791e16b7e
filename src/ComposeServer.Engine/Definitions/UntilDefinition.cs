using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>How long, and how often, a call is repeated until what it gives is as wanted.</summary>
internal sealed record UntilDefinition(JsonPointer Path, JsonElement Condition, TimeSpan Every, TimeSpan Timeout);

using System.Text.Json;
using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>How the pages of a list are fetched one after another.</summary>
internal sealed record PaginateDefinition(JsonPointer Path, JsonElement While, JsonElement Next, JsonElement Items, int MaxPages);

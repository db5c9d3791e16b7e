using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas;

/// <summary>Why a schema is not one: where in it, and what is wrong.</summary>
internal sealed record SchemaProblem(JsonPointer Path, string Message);

using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Schemas;

/// <summary>A place in a value that does not fit its schema.</summary>
/// <param name="Path">Where in the value; for something missing, where it would be.</param>
/// <param name="Code">Stable and lower_snake: <c>missing_argument</c>, <c>wrong_type</c>, <c>unknown_argument</c>, <c>invalid_argument</c>.</param>
/// <param name="Message">What is wrong, with names of properties and what the schema wants, never a value.</param>
/// <param name="Suggestion">What to write instead, where that is known: the nearest known name, the choices.</param>
internal sealed record SchemaFault(JsonPointer Path, string Code, string Message, string? Suggestion = null);

namespace ComposeServer.Engine.Json;

/// <summary>Something wrong with what was written: where, what, and what to write instead.</summary>
/// <param name="Path">The faulty value; for something missing, where it would be; for an unknown field, the field.</param>
/// <param name="Code">Stable and lower_snake.</param>
/// <param name="Message">Names the thing; holds no values of data.</param>
/// <param name="Suggestion">What to write instead, where that is known.</param>
/// <param name="IsWarning">Whether what was written can be taken all the same.</param>
internal sealed record Problem(JsonPointer Path, string Code, string Message, string? Suggestion = null, bool IsWarning = false);

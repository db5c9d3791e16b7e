namespace ComposeServer.Import;

/// <summary>Something that is wrong with a file, or worth saying of it.</summary>
/// <param name="Place">Where.</param>
/// <param name="Code">Stable and lower_snake.</param>
/// <param name="Message">Names the thing.</param>
/// <param name="Suggestion">What to write instead, where that is known.</param>
internal sealed record SourceProblem(Place Place, string Code, string Message, string? Suggestion = null);

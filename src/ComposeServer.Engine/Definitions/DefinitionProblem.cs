using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Definitions;

/// <summary>Something wrong with a definition: where, what, and what to write instead.</summary>
/// <param name="Path">The faulty value, as an RFC 6901 pointer; for something missing, where it would be.</param>
/// <param name="Code">Stable and lower_snake.</param>
/// <param name="Message">Names the thing.</param>
/// <param name="Suggestion">What to write instead, where that is known.</param>
public sealed record DefinitionProblem(string Path, string Code, string Message, string? Suggestion = null)
{
    internal static DefinitionProblem Of(Problem problem) => new(problem.Path.ToString(), problem.Code, problem.Message, problem.Suggestion);

    /// <inheritdoc/>
    public override string ToString() => $"{Path} {Code}: {Message}{(Suggestion is null ? "" : $" → {Suggestion}")}";
}

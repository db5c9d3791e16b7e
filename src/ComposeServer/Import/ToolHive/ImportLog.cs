namespace ComposeServer.Import.ToolHive;

/// <summary>What an import refuses, and what it says of what it took; nothing is said twice.</summary>
internal sealed class ImportLog
{
    private readonly List<SourceProblem> _errors = [];
    private readonly List<SourceProblem> _notes = [];

    internal IReadOnlyList<SourceProblem> Errors => _errors;

    internal IReadOnlyList<SourceProblem> Notes => _notes;

    internal int ErrorCount => _errors.Count;

    internal void Error(Place place, string code, string message, string? suggestion = null) => Add(_errors, new SourceProblem(place, code, message, suggestion));

    /// <summary>Says how something is meant here.</summary>
    internal void Note(Place place, string message) => Add(_notes, new SourceProblem(place, "note", message));

    private static void Add(List<SourceProblem> problems, SourceProblem problem)
    {
        if (!problems.Contains(problem))
            problems.Add(problem);
    }
}

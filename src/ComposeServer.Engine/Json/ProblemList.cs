namespace ComposeServer.Engine.Json;

/// <summary>Collects problems, so that all are said at once; past a hundred the rest is only counted as errors.</summary>
internal sealed class ProblemList
{
    private const int Most = 100;
    private readonly List<Problem> _errors = [];
    private readonly List<Problem> _warnings = [];

    internal IReadOnlyList<Problem> Errors => _errors;

    internal IReadOnlyList<Problem> Warnings => _warnings;

    internal bool HasErrors => _errors.Count > 0;

    internal void Error(JsonPointer path, string code, string message, string? suggestion = null) =>
        Add(new Problem(path, code, message, suggestion));

    internal void Warn(JsonPointer path, string code, string message, string? suggestion = null) =>
        Add(new Problem(path, code, message, suggestion, IsWarning: true));

    internal void Add(Problem problem)
    {
        var list = problem.IsWarning ? _warnings : _errors;
        if (list.Count < Most)
            list.Add(problem);
    }
}

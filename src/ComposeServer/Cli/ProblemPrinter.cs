using System.Globalization;
using ComposeServer.Engine.Json;
using ComposeServer.Import;

namespace ComposeServer.Cli;

/// <summary>Problems as a person reads them, one a line, as compilers write them.</summary>
internal static class ProblemPrinter
{
    /// <param name="writer">Where to.</param>
    /// <param name="file">The file, or the tool's name.</param>
    /// <param name="problems">What is wrong.</param>
    /// <param name="definition">The definition, which knows its lines; null where it does not come from a file.</param>
    internal static void Print(TextWriter writer, string file, IEnumerable<Problem> problems, DefinitionText? definition = null)
    {
        foreach (var problem in problems)
        {
            var line = definition?.PlaceOf(problem.Path) is { } place ? Of(place) : "";
            var path = problem.Path == JsonPointer.Root ? "" : $" {problem.Path}";
            writer.WriteLine($"{file}{line}:{path} {(problem.IsWarning ? "warning" : "error")} {problem.Code}: {problem.Message}{Suggestion(problem.Suggestion)}");
        }
    }

    /// <summary>A problem of the file itself.</summary>
    internal static string Line(string file, SourceProblem problem, string kind) => problem.Code == kind
        ? $"{file}{Of(problem.Place)}: {kind}: {problem.Message}"
        : $"{file}{Of(problem.Place)}: {kind} {problem.Code}: {problem.Message}{Suggestion(problem.Suggestion)}";

    private static string Of(Place place) => string.Create(CultureInfo.InvariantCulture, $":{place.Line}:{place.Column}");

    private static string Suggestion(string? suggestion) => suggestion is null ? "" : $"  →  {suggestion}";
}

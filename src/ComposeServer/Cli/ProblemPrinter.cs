using ComposeServer.Engine.Json;

namespace ComposeServer.Cli;

/// <summary>Problems as a person reads them, one a line.</summary>
internal static class ProblemPrinter
{
    internal static void Print(TextWriter writer, string file, IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            var place = problem.Path == JsonPointer.Root ? "" : $" {problem.Path}";
            var suggestion = problem.Suggestion is null ? "" : $"  →  {problem.Suggestion}";
            writer.WriteLine($"{file}:{place} {(problem.IsWarning ? "warning" : "error")} {problem.Code}: {problem.Message}{suggestion}");
        }
    }
}

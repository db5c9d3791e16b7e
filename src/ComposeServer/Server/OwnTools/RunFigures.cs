using System.Collections.Concurrent;
using ComposeServer.Engine.Execution;

namespace ComposeServer.Server.OwnTools;

/// <summary>How often each composed tool has run since the process started, nested runs too.</summary>
internal sealed class RunFigures
{
    private const int LongestError = 500;
    private readonly ConcurrentDictionary<string, Figures> _byTool = new(StringComparer.Ordinal);

    /// <summary>Counts a run that has ended.</summary>
    internal void Count(RunResult result) =>
        _byTool.AddOrUpdate(result.Run.Tool, static (_, r) => default(Figures).After(r), static (_, before, r) => before.After(r), result);

    internal Figures Of(string tool) => _byTool.GetValueOrDefault(tool);

    /// <summary>The runs of one tool.</summary>
    internal readonly record struct Figures(int Calls, int Failures, string? LastError)
    {
        internal Figures After(RunResult result) => result.Failure is { } failure
            ? new Figures(Calls + 1, Failures + 1, Cut(failure.Failure.Message))
            : this with { Calls = Calls + 1 };

        private static string Cut(string message) => message.Length <= LongestError ? message : message[..LongestError] + "…";
    }
}

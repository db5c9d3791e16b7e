using System.Collections.Concurrent;
using ComposeServer.Engine.Execution;

namespace ComposeServer.Server.OwnTools;

/// <summary>How often each composed tool has run since the process started, nested runs too.</summary>
internal sealed class RunFigures
{
    private const int LongestError = 500;
    private readonly ConcurrentDictionary<string, Figures> _byTool = new(StringComparer.Ordinal);

    /// <summary>Counts the runs that end.</summary>
    internal void Hear(RunEvent happened)
    {
        if (happened.Kind == RunEventKind.RunEnded)
            _byTool.AddOrUpdate(happened.Run.Tool, static (_, run) => default(Figures).After(run), static (_, before, run) => before.After(run), happened.Run);
    }

    internal Figures Of(string tool) => _byTool.GetValueOrDefault(tool);

    /// <summary>The runs of one tool.</summary>
    internal readonly record struct Figures(int Calls, int Failures, string? LastError)
    {
        internal Figures After(RunContext run) => run.Failure is { } failure
            ? new Figures(Calls + 1, Failures + 1, Cut(failure.Message))
            : this with { Calls = Calls + 1 };

        private static string Cut(string message) => message.Length <= LongestError ? message : message[..LongestError] + "…";
    }
}

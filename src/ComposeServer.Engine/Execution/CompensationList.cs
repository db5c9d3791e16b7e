using ComposeServer.Engine.Json;

namespace ComposeServer.Engine.Execution;

/// <summary>What undoes the calls of a run that succeeded, and what came of it.</summary>
internal sealed class CompensationList
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly List<Compensation> _all = [];

    /// <summary>What was done, in the order in which it was: an object each, as the trace shows it.</summary>
    internal List<Value> Done { get; } = [];

    internal void Add(Compensation compensation)
    {
        lock (_lock)
            _all.Add(compensation);
    }

    /// <summary>Undoes one after another, the last first, each within 30 s; one that fails does not keep the others from being done.</summary>
    internal async ValueTask UndoAsync(TimeProvider time)
    {
        for (var i = _all.Count - 1; i >= 0; i--)
        {
            using var clock = new CancellationTokenSource(Longest, time);
            Done.Add(Describe(_all[i], await FailureOf(_all[i], clock.Token)));
        }
    }

    private static async ValueTask<string?> FailureOf(Compensation compensation, CancellationToken cancellationToken)
    {
        try
        {
            return await compensation.Undo(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return $"No answer within {Longest.TotalSeconds} s.";
        }
        catch (Exception fault)
        {
            // A fault of ours or of a tool's code; the others still have to be undone.
            return $"It was ended by a fault of the server itself ({fault.GetType().Name}).";
        }
    }

    private static Value Describe(Compensation compensation, string? failure)
    {
        var members = new List<Member>(4)
        {
            new("step", Value.Of(compensation.Step)),
            new("tool", Value.Of(compensation.Tool)),
            new("status", Value.Of(failure is null ? "succeeded" : "failed")),
        };
        if (failure is not null)
            members.Add(new Member("error", Value.Of(RunReport.Cut(failure))));
        return Value.Of([.. members]);
    }
}

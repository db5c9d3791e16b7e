using System.Globalization;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>
/// Turns the events of a run into progress for its caller: finished steps, with the running one's share between;
/// strictly increasing, at most 20 a second.
/// </summary>
internal sealed class ProgressReporter(Action<ToolProgress> sink, TimeProvider time)
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(50);
    private readonly Lock _lock = new();
    private float _last = -1;
    private long _lastAt;

    internal void Hear(RunEvent happened)
    {
        lock (_lock)
        {
            // On the wire it is of single precision, and must increase there too.
            var done = (float)(happened.Step + Share(happened));
            if (!(done > _last) || (_last >= 0 && time.GetElapsedTime(_lastAt) < Gap))
                return;
            _last = done;
            _lastAt = time.GetTimestamp();
            sink(new ToolProgress(done, happened.Run.Steps.Length, Message(happened)));
        }
    }

    private static double Share(RunEvent happened) => happened.Kind switch
    {
        RunEventKind.StepStarted => 0,
        RunEventKind.StepEnded => 1,
        // Without a total nobody knows how far it is: come nearer to the end without reaching it.
        _ when happened.Progress.Total is not > 0 => Math.Clamp(happened.Progress.Progress / (happened.Progress.Progress + 1), 0, 0.99),
        _ => Math.Clamp(happened.Progress.Progress / happened.Progress.Total.Value, 0, 0.99),
    };

    private static string Message(RunEvent happened)
    {
        var step = happened.State;
        var place = string.Create(CultureInfo.InvariantCulture, $"{step.Name} ({happened.Step + 1} of {happened.Run.Steps.Length})");
        return happened.Kind switch
        {
            RunEventKind.StepEnded => $"{place}: {StatusWords.Of(step.Status)}",
            RunEventKind.StepProgressed when happened.Progress.Message is { } message => $"{place}: {RunReport.Cut(message)}",
            _ => place,
        };
    }
}

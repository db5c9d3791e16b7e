using System.Globalization;
using ComposeServer.Engine.Tools;

namespace ComposeServer.Engine.Execution;

/// <summary>
/// Turns the events of a run into progress for its caller: finished steps, with the running ones' share between;
/// strictly increasing, at most 20 a second.
/// </summary>
internal sealed class ProgressReporter(Action<ToolProgress> sink, TimeProvider time)
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(50);
    private readonly Lock _lock = new();
    private double[] _shares = [];
    private float _last = -1;
    private long _lastAt;

    internal void Hear(RunEvent happened)
    {
        if (happened.Step < 0)
            return;
        lock (_lock)
        {
            if (_shares.Length == 0)
                _shares = new double[happened.Run.Steps.Length];
            _shares[happened.Step] = Math.Max(_shares[happened.Step], Share(happened));
            // On the wire it is of single precision, and must increase there too.
            var done = (float)_shares.Sum();
            if (done <= _last || (_last >= 0 && time.GetElapsedTime(_lastAt) < Gap))
                return;
            _last = done;
            _lastAt = time.GetTimestamp();
            sink(new ToolProgress(done, _shares.Length, Message(happened)));
        }
    }

    private static double Share(RunEvent happened) => happened.Kind switch
    {
        RunEventKind.StepEnded => 1,
        RunEventKind.ItemEnded => 0.99 * happened.State.ItemsDone / Math.Max(1, happened.State.Items),
        // Without a total nobody knows how far it is: come nearer to the end without reaching it.
        RunEventKind.StepProgressed when happened.State.Items >= 0 => 0,
        RunEventKind.StepProgressed when happened.Progress.Total is not > 0 => Clamped(happened.Progress.Progress / (happened.Progress.Progress + 1)),
        RunEventKind.StepProgressed => Clamped(happened.Progress.Progress / happened.Progress.Total!.Value),
        _ => 0,
    };

    // An upstream may report infinities.
    private static double Clamped(double share) => double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 0.99);

    private static string Message(RunEvent happened)
    {
        var step = happened.State;
        var place = string.Create(CultureInfo.InvariantCulture, $"{step.Name} ({happened.Step + 1} of {happened.Run.Steps.Length})");
        return happened.Kind switch
        {
            RunEventKind.StepEnded => $"{place}: {StatusWords.Of(step.Status)}",
            RunEventKind.ItemEnded => string.Create(CultureInfo.InvariantCulture, $"{place}: {step.ItemsDone} of {step.Items} items"),
            RunEventKind.StepProgressed when happened.Progress.Message is { } message => $"{place}: {RunReport.Cut(message)}",
            _ => place,
        };
    }
}

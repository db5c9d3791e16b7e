using System.Diagnostics;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>One thing that is measured: it does it once, and sees to it that the answer is right.</summary>
internal sealed record Subject(Action Once)
{
    private const int Round = 50;

    /// <summary>
    /// Measures subjects in turns of a few calls, so that whatever else the machine does falls on all of them alike, and their ratios hold.
    /// Each is warmed first, until the runtime has compiled what it compiles.
    /// </summary>
    internal static Distribution[] Measure(IReadOnlyList<Subject> subjects, int samples, int warmUp)
    {
        foreach (var subject in subjects)
            for (var i = 0; i < warmUp; i++)
                subject.Once();
        var measured = subjects.Select(_ => new List<double>(samples)).ToArray();
        for (var done = 0; done < samples; done += Round)
            for (var s = 0; s < subjects.Count; s++)
                for (var i = 0; i < Round; i++)
                    measured[s].Add(Time(subjects[s].Once));
        return [.. measured.Select(times => new Distribution(times))];
    }

    internal static double Time(Action once)
    {
        var start = Stopwatch.GetTimestamp();
        once();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}

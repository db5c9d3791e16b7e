namespace ComposeServer.Benchmarks.Latency;

/// <summary>Five steps of half a second at once.</summary>
internal static class FanOut
{
    private const int Times = 15;

    internal static void Measure(Report report, Caller program)
    {
        var measured = new Distribution(Enumerable.Range(0, Times).Select(_ => Subject.Time(() => program.Call("wait", "{}"))).ToArray());
        report.Add("five steps of 0.5 s in parallel", measured);
        report.Target("five steps of 0.5 s in parallel take under 0.52 s", 520, measured.Median, "ms");
    }
}

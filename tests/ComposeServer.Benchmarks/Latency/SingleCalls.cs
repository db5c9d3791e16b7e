namespace ComposeServer.Benchmarks.Latency;

/// <summary>One caller, one call after another, warm.</summary>
internal static class SingleCalls
{
    private const int WarmUp = 2_000;

    internal static void Measure(Report report, int samples, Caller direct, Caller passThrough, Caller program)
    {
        var (straight, bare, ours) = (new Echoes(direct), new Echoes(passThrough), new Echoes(program));
        Subject[] subjects =
        [
            new("one echo, direct", () => straight.One("echo")),
            new("one echo, through a bare pass-through on the SDK", () => bare.One("echo")),
            new("one echo, through ComposeServer", () => ours.One("everything__echo")),
            new("three chained echoes, direct (the floor)", () => straight.Three("echo")),
            new("three chained echoes, through ComposeServer", () => ours.Three("everything__echo")),
            new("three chained echoes, one composed tool", () => ours.Composed("chain")),
        ];
        var measured = Subject.Measure(subjects, samples, WarmUp);
        for (var i = 0; i < subjects.Length; i++)
            report.Add(subjects[i].Name, measured[i]);
        Targets(report, measured);
    }

    private static void Targets(Report report, Distribution[] measured)
    {
        report.Target("one echo through us is within 10 % of the bare pass-through", 1.1, measured[2].Median / measured[1].Median, "×");
        report.Target("the composed chain takes at most 1.6 × the floor", 1.6, measured[5].Median / measured[3].Median, "×");
        report.Target("the composed chain takes under half of the three calls through us", 0.5, measured[5].Median / measured[4].Median, "×");
        report.Target("p99 of the composed chain is under 5 × its median", 5, measured[5].P99 / measured[5].Median, "×");
    }
}

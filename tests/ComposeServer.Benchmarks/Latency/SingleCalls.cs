namespace ComposeServer.Benchmarks.Latency;

/// <summary>One caller, one call after another, warm.</summary>
internal static class SingleCalls
{
    private const int WarmUp = 3_000;

    /// <summary>With a client as programs have it: what the targets are about.</summary>
    internal static void Measure(Report report, int samples, ICaller direct, ICaller passThrough, ICaller program)
    {
        var measured = Told(report, "", samples, direct, passThrough, program);
        report.Target("one echo through us is within 10 % of the bare pass-through", 1.1, measured[2].Median / measured[1].Median, "×");
        report.Target("the composed chain takes at most 1.6 × the floor", 1.6, measured[5].Median / measured[3].Median, "×");
        report.Target("the composed chain takes under half of the three calls through us", 0.5, measured[5].Median / measured[4].Median, "×");
        report.Target("p99 of the composed chain is under 5 × its median", 5, measured[5].P99 / measured[5].Median, "×");
    }

    /// <summary>With a client that costs nothing: what the servers cost alone.</summary>
    internal static void MeasureBare(Report report, int samples, ICaller direct, ICaller passThrough, ICaller program) =>
        Told(report, "raw lines: ", samples, direct, passThrough, program);

    private static Distribution[] Told(Report report, string client, int samples, ICaller direct, ICaller passThrough, ICaller program)
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
            report.Add(client + subjects[i].Name, measured[i]);
        return measured;
    }
}

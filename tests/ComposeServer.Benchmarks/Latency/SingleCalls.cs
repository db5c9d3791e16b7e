using System.Diagnostics;

namespace ComposeServer.Benchmarks.Latency;

/// <summary>One caller, one call after another, warm.</summary>
internal static class SingleCalls
{
    private const int WarmUp = 5_000;

    private static readonly EchoSubject[] Subjects =
    [
        EchoSubject.One("one echo, direct", "direct", "echo"),
        EchoSubject.One("one echo, through a bare pass-through on the SDK", "bare", "echo"),
        EchoSubject.One("one echo, through ComposeServer", "ours", "everything__echo"),
        EchoSubject.Three("three chained echoes, direct (the floor)", "direct", "echo"),
        EchoSubject.Three("three chained echoes, through ComposeServer", "ours", "everything__echo"),
        EchoSubject.Composed("three chained echoes, one composed tool", "ours", "chain"),
    ];

    /// <summary>With the client that most agents have: what the targets are about.</summary>
    internal static void Measure(Report report, int samples)
    {
        using var home = Servers.Home();
        // Composes what is called.
        Servers.Program(home).Dispose();
        var servers = new Dictionary<string, ProcessStartInfo>
        {
            ["direct"] = Servers.Direct(),
            ["bare"] = Servers.PassThrough(),
            ["ours"] = Servers.Start(home),
        };
        var measured = TypeScriptClient.Measure(servers, [], Subjects, samples);
        Tell(report, "", measured);
        report.Target("one echo through us is within 10 % of the bare pass-through", 1.1, measured[2].Median / measured[1].Median, "×");
        report.Target("the composed chain takes at most 1.6 × the floor", 1.6, measured[5].Median / measured[3].Median, "×");
        report.Target("the composed chain takes under half of the three calls through us", 0.5, measured[5].Median / measured[4].Median, "×");
        report.Target("p99 of the composed chain is under 5 × its median", 5, measured[5].P99 / measured[5].Median, "×");
    }

    /// <summary>With a client that costs next to nothing: what the servers cost alone.</summary>
    internal static void MeasureBare(Report report, int samples, Caller direct, Caller passThrough, Caller program)
    {
        var echoes = new Dictionary<string, Echoes> { ["direct"] = new(direct), ["bare"] = new(passThrough), ["ours"] = new(program) };
        Tell(report, "raw lines: ", Subject.Measure([.. Subjects.Select(subject => new Subject(() => echoes[subject.Server].Once(subject)))], samples, WarmUp));
    }

    private static void Tell(Report report, string client, Distribution[] measured)
    {
        foreach (var (subject, times) in Subjects.Zip(measured))
            report.Add(client + subject.Name, times);
    }
}
